import Foundation
import SiamFiles
import SiamCore

/// Builds one set of images in a cache, and finds it again when it is finished.
///
/// While a process builds the set, it locks `base.log`, which describes the contents of `base.pixels`. Both survive a
/// process that is killed, and the next one resumes from them. The finished file gets its name when it is complete.
struct CacheBuild {
  let base: String
  let key: CacheKey
  /// Whether images without a survey must be built again.
  var isSurveyed = false
  var files: any FileSystem = PosixFileSystem()

  private var finishedPath: String { base + ".images" }
  private var logPath: String { base + ".log" }
  private var pixelsPath: String { base + ".pixels" }

  /// Opens the finished set; nil if it doesn't exist, was made from other files, is damaged, or lacks the requested
  /// survey.
  ///
  /// - Throws: `CancellationError` when the task is cancelled.
  func finished() throws -> ImageSet? {
    do {
      guard let images = try CachedImages.open(finishedPath, key: key, files: files) else { return nil }
      return isSurveyed && images.survey == nil ? nil : images
    } catch is FileFailure {
      // A missing or unreadable file is built again, which reports an error that persists.
      return nil
    }
  }

  /// Builds the set, or waits until another process has built it.
  ///
  /// However the call ends, it leaves no partial files and releases the lock.
  ///
  /// - Throws: `DataError` when no image can be used, `FileFailure` when the cache can't be written,
  ///   `CancellationError` when the task is cancelled.
  func make(
    in folder: String, by reader: inout ImageReader, progress: ((LoadingProgress) -> Void)?
  ) throws -> ImageSet {
    try files.makeFolders(folder)
    let log = try lockedLog(progress)
    defer { withExtendedLifetime(log) { removeParts() } }
    // Another process may have built it in the meantime.
    if let images = try finished() { return images }
    var spool = try FileSpool(
      log: log, pixels: try files.open(pixelsPath, .append), target: finishedPath + ".new", key: key, files: files)
    var images = try reader.read(through: &spool, progress: progress)
    try CachedImages.finish(&images, at: finishedPath + ".new", key: key, files: files)
    try files.rename(finishedPath + ".new", to: finishedPath)
    return images
  }

  /// Removes the partial files, the log last, as it is the lock.
  private func removeParts() {
    // Best effort: most of them don't exist, and the next build overwrites the rest.
    for path in [finishedPath + ".new", pixelsPath, logPath] { try? files.remove(path) }
  }

  /// Waits for the lock of the log and returns the log.
  ///
  /// - Throws: `FileFailure` when it can't be opened, `CancellationError` when the task is cancelled.
  private func lockedLog(_ progress: ((LoadingProgress) -> Void)?) throws -> OpenFile {
    var hasReported = false
    while true {
      try Task.checkCancellation()
      let log = try files.open(logPath, .append)
      if try files.lock(log) {
        // The process that held the lock may have removed the log.
        if files.isNamed(logPath, log) { return log }
        continue
      }
      if !hasReported { progress?(.waiting) }
      hasReported = true
      Thread.sleep(forTimeInterval: 0.05)
    }
  }
}
