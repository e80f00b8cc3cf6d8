public import Foundation
import SiamFiles
import SiamCore

/// A folder of decoded images, with a file for each dataset and way of reading it.
///
/// A file is found by the data's path and the way of reading, and is valid while the sizes and times of the data's
/// files are unchanged. The folder can be removed at any time. Images are mapped into memory, so a dataset may be
/// larger than memory.
public struct ImageCache: Equatable, Sendable {
  /// The path of the folder, which is created when it is needed.
  public let folder: String

  /// Uses a folder as the cache.
  public init(folder: String) { self.folder = folder }

  /// Uses `SIAM_CACHE`, or else `siam/images` in the user's cache folder, `XDG_CACHE_HOME` or `~/.cache`.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    folder = userCacheFolder("images", orNamedBy: "SIAM_CACHE", in: environment)
  }

  /// Returns the images of a dataset, decoding them if they are not cached, have changed, or the cache is damaged.
  ///
  /// If the cache can't be written, images are decoded into memory, and `problems` says so.
  ///
  /// - Parameters:
  ///   - location: the location of the data.
  ///   - plan: how to read the images.
  ///   - isSurveyed: whether a survey is required; every new file has one.
  ///   - progress: called regularly while images are decoded.
  /// - Returns: the images, with a survey if one is required.
  /// - Throws: `DataError` when no image can be used, `CancellationError` when the task is cancelled.
  func images(
    at location: inout DataLocation, plan: ReadingPlan, isSurveyed: Bool, progress: ((LoadingProgress) -> Void)?
  ) throws -> ImageSet {
    let path = location.path
    let signature = try DataSignature(&location)
    let resolvedPath = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    let key = CacheKey(path: resolvedPath, layout: location.layout.rawValue, plan: plan, signature: signature.text)
    let build = CacheBuild(base: folder + "/" + key.name, key: key, isSurveyed: isSurveyed)
    if let images = try build.finished() { return images }
    do {
      var reader = ImageReader(
        try location.openSource(), path: path, plan: plan, isSurveyed: true, fileCount: signature.fileCount)
      return try build.make(in: folder, by: &reader, progress: progress)
    } catch let failure as FileFailure {
      var images = try ImageSet(
        location.openSource(), path: path, plan: plan, isSurveyed: isSurveyed, progress: progress)
      images.problems.uncached = "\(failure.path): \(failure.reason)"
      return images
    }
  }
}

/// Identifies decoded images: the data, its state and the way of reading it. The property names are keys in the file.
struct CacheKey: Codable, Equatable {
  /// The version of the format, increased when earlier files can't be used any more.
  var version = 1
  var path: String
  var layout: String
  var plan: ReadingPlan
  var signature: String

  /// The name of the cache file, which is the same whatever the state of the data's files is.
  var name: String {
    var fingerprint = Fingerprint()
    let inversion = plan.isInverted.map { $0 ? "yes" : "no" } ?? "auto"
    let reading = "\(plan.side ?? 0) \(plan.channels?.count ?? 0) \(inversion)"
    for text in [path, layout, reading] + [plan.nameEncoding].compactMap(\.self) {
      fingerprint.add(Array(text.utf8))
    }
    return fingerprint.text
  }
}
