import Foundation
import SiamFiles

/// The user's folder of downloaded datasets, with a subfolder for each.
package struct DownloadFolder: Sendable {
  /// The state of a dataset in the folder.
  package enum Presence: Equatable, Sendable {
    /// No file of the dataset exists.
    case absent
    /// Some bytes were downloaded, including those of partial files.
    case partial(byteCount: Int)
    /// Every file has its full size; only `Downloader` verifies the checksums.
    case complete
  }

  /// The folder's path.
  package let path: String

  /// Creates the folder at a path.
  package init(path: String) { self.path = path }

  /// Creates the default folder: `SIAM_DATA`, or `siam/data` in the cache folder, `XDG_CACHE_HOME` or `~/.cache`.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = userCacheFolder("data", orNamedBy: "SIAM_DATA", in: environment)
  }

  /// Returns the folder of a dataset's files.
  package func path(of set: DownloadableSet) -> String { path + "/" + set.name }

  /// Returns the argument of `--data` for training on a dataset.
  package func trainingPath(of set: DownloadableSet) -> String {
    path(of: set) + (set.trainingFile.map { "/" + $0 } ?? "")
  }

  /// Returns how much of a dataset has been downloaded.
  package func presence(of set: DownloadableSet) -> Presence {
    var (byteCount, isWhole) = (0, true)
    for file in set.files {
      let path = path(of: set) + "/" + file.name
      let size = Self.size(ofFile: path)
      isWhole = isWhole && size == file.byteCount
      byteCount += size ?? Self.size(ofFile: PartFile.path(for: path)) ?? 0
    }
    if isWhole { return .complete }
    return byteCount == 0 ? .absent : .partial(byteCount: byteCount)
  }

  /// Returns the size of a file in bytes; nil if it doesn't exist.
  package static func size(ofFile path: String) -> Int? {
    // A file that can't be inspected counts as missing: opening it for the download reports the error.
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }
}
