import Foundation
internal import SiamFiles
import SiamMessages

/// The files of one set in a cache: the finished one, and what is there until it is.
///
/// While it is made, `base.log` is locked by whoever makes it and says what is in `base.pixels`; both outlive a process
/// that is ended, and the next one goes on from there. The finished file gets its name when it is whole.
struct CacheBuild {
  let base: String
  let key: CacheKey
  var files: any FileLayer = SystemFiles()

  private var finishedPath: String { base + ".images" }
  private var logPath: String { base + ".log" }
  private var pixelsPath: String { base + ".pixels" }

  /// The set as it was made before; nil where it wasn't, is of other files, or is damaged.
  func finished() -> ImageSet? { try? CachedImages.open(finishedPath, key: key, files: files) }

  /// Makes the set, or waits until another process has.
  func make(
    in folder: String, by reader: inout ImageReader, progress: ((LoadingProgress) -> Void)?
  ) throws(ImageReader.Failure) -> ImageSet {
    let log: OpenFile
    do throws(FileFailure) {
      try files.makeFolders(folder)
      log = try lockedLog(progress)
    } catch {
      throw .file(error)
    }
    if let images = finished() {
      // It was made while this process waited.
      try? files.remove(logPath)
      return images
    }
    do throws(ImageReader.Failure) {
      var spool: FileSpool
      do throws(FileFailure) {
        spool = try FileSpool(
          log: log, pixels: try files.open(pixelsPath, .append), target: finishedPath + ".new", key: key, files: files)
      } catch {
        throw .file(error)
      }
      var images = try reader.read(through: &spool, progress: progress)
      do throws(FileFailure) {
        try CachedImages.finish(&images, at: finishedPath + ".new", key: key, files: files)
        try files.rename(finishedPath + ".new", to: finishedPath)
      } catch {
        throw .file(error)
      }
      removeParts()
      return images
    } catch {
      removeParts()
      throw error
    }
  }

  /// What isn't finished and won't be.
  private func removeParts() {
    for path in [finishedPath + ".new", pixelsPath, logPath] { try? files.remove(path) }
  }

  /// The log, once nobody else has it.
  private func lockedLog(_ progress: ((LoadingProgress) -> Void)?) throws(FileFailure) -> OpenFile {
    var hasTold = false
    while true {
      let log = try files.open(logPath, .append)
      if try files.lock(log) {
        // Who had it may have removed it at the end.
        if files.isNamed(logPath, log) { return log }
        continue
      }
      if !hasTold { progress?(.waiting) }
      hasTold = true
      Thread.sleep(forTimeInterval: 0.05)
    }
  }
}
