import Foundation
import SiamFiles
import SiamCore

/// A dataset in the cache.
public struct CachedDataset: Equatable, Sendable {
  /// The path of the data's files when they were decoded.
  public let path: String
  /// The file in the cache.
  let file: String
  let key: CacheKey
}

extension ImageCache {
  /// Returns the datasets in the cache with a fingerprint; the last used files come first.
  ///
  /// Only the table of each file is read. Files that can't be read are ignored.
  public func datasets(withFingerprint fingerprint: String) -> [CachedDataset] {
    let manager = FileManager.default
    // Without a cache folder there are no datasets.
    let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    let found = names.compactMap { name -> (dataset: CachedDataset, date: Date)? in
      let file = "\(folder)/\(name)"
      // A file of another format, or one that was removed meanwhile, is ignored.
      guard let key = try? CachedImages.key(of: file, fingerprint: fingerprint, files: PosixFileSystem()) else {
        return nil
      }
      // The order doesn't matter for the result.
      let date = (try? manager.attributesOfItem(atPath: file))?[.modificationDate] as? Date
      return (CachedDataset(path: key.path, file: file, key: key), date ?? .distantPast)
    }
    return found.sorted { $0.date > $1.date }.map(\.dataset)
  }
}

extension Dataset {
  /// Reads a dataset from the cache alone, without its files.
  ///
  /// - Parameters:
  ///   - cached: a dataset in the cache.
  ///   - path: the path at which a run recorded the data.
  ///   - options: the split, and the number of images that a class needs.
  /// - Returns: the dataset, or nil if the file in the cache is damaged.
  /// - Throws: `DataError` when the split can't be made, `FileFailure` when the file can't be read, and
  ///   `CancellationError` when the task is cancelled.
  public static func load(
    _ cached: CachedDataset, recordedAt path: String, options: DatasetOptions
  ) throws -> Dataset? {
    guard let images = try CachedImages.open(cached.file, key: cached.key, files: PosixFileSystem()) else { return nil }
    var options = options
    options.movedFrom = path
    let name = URL(fileURLWithPath: cached.path).lastPathComponent
    return try images.dataset(path: cached.path, name: name, options: options, isCacheOnly: true)
  }
}
