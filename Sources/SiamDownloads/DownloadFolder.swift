import Foundation
import SiamFiles

/// The user's folder of downloaded sets, a folder a set.
package struct DownloadFolder: Sendable {
  /// How much of a set is there.
  package enum Presence: Equatable, Sendable {
    case absent
    /// So many bytes of it, those of a file that is half there included.
    case partly(byteCount: Int)
    /// Every file has its size; whether it is sound, `Downloader` tells.
    case whole
  }

  /// Where it is.
  package let path: String

  /// The folder at a path.
  package init(path: String) { self.path = path }

  /// `SIAM_DATA`, or else `siam/data` in the user's cache folder: `XDG_CACHE_HOME`, or else `.cache` at home.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    path = userCacheFolder("data", orNamedBy: "SIAM_DATA", in: environment)
  }

  /// Where a set's files are.
  package func path(of set: DownloadableSet) -> String { path + "/" + set.name }

  /// What is given to `--data` to train on a set.
  package func trainingPath(of set: DownloadableSet) -> String {
    path(of: set) + (set.trainingFile.map { "/" + $0 } ?? "")
  }

  /// How much of a set is there.
  package func presence(of set: DownloadableSet) -> Presence {
    var (byteCount, isWhole) = (0, true)
    for file in set.files {
      let path = path(of: set) + "/" + file.name
      let size = Self.size(ofFile: path)
      isWhole = isWhole && size == file.byteCount
      byteCount += size ?? Self.size(ofFile: PartFile.path(for: path)) ?? 0
    }
    if isWhole { return .whole }
    return byteCount == 0 ? .absent : .partly(byteCount: byteCount)
  }

  /// The size of a file in bytes; nil where there is none.
  package static func size(ofFile path: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
  }
}
