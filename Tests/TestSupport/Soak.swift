internal import Foundation

/// Whether the long versions of tests run: `SIAM_SOAK` is set.
package let isSoak = ProcessInfo.processInfo.environment["SIAM_SOAK"] != nil
