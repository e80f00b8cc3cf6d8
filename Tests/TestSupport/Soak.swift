import Foundation

/// Whether the long versions of tests run, which `SIAM_SOAK` enables.
package let isSoak = ProcessInfo.processInfo.environment["SIAM_SOAK"] != nil
