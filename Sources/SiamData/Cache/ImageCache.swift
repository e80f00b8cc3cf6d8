public import Foundation
internal import SiamFiles
import SiamMessages

/// A folder of images decoded before, a file for each set and way of reading it.
///
/// What is in it is found by the data's path and how it is read, and is used where size and time of its files are as
/// they were; it can be removed at any time. Images are mapped into memory, not read: a set may be larger than memory.
public struct ImageCache: Equatable, Sendable {
  /// Where it is; made where it isn't there.
  public let folder: String

  /// The cache in a folder.
  public init(folder: String) { self.folder = folder }

  /// `SIAM_CACHE`, or else `siam/images` in the user's cache folder: `XDG_CACHE_HOME`, or else `.cache` at home.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    folder = userCacheFolder("images", orNamedBy: "SIAM_CACHE", in: environment)
  }

  /// The images at a path, decoded now where they haven't been, are not as they were, or are damaged.
  ///
  /// Where the folder can't be written they are decoded into memory, and `problems` says so.
  func images(
    at path: String, layout: DataLayout, plan: ReadingPlan, progress: ((LoadingProgress) -> Void)?
  ) throws(DataError) -> ImageSet {
    let signature = try DataSignature(path: path, layout: layout)
    let place = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    let key = CacheKey(path: place, layout: layout.rawValue, plan: plan, signature: signature.text)
    let build = CacheBuild(base: folder + "/" + key.name, key: key)
    if let images = build.finished() { return images }
    do throws(ImageReader.Failure) {
      let source: any PictureSource
      do throws(DataError) { source = try pictureSource(at: path, layout: layout) } catch { throw .data(error) }
      var reader = ImageReader(source, path: path, plan: plan, fileCount: signature.fileCount)
      return try build.make(in: folder, by: &reader, progress: progress)
    } catch {
      switch error {
      case .data(let error): throw error
      case .file(let failure):
        let source = try pictureSource(at: path, layout: layout)
        var images = try ImageSet(source, path: path, plan: plan, progress: progress)
        images.problems.uncached = "\(failure.path): \(failure.reason)"
        return images
      }
    }
  }
}

/// What decoded images must be of to be used again.
struct CacheKey: Codable, Equatable {
  /// Goes up when files of before can't be used any more.
  var version = 1
  var path: String
  var layout: String
  var plan: ReadingPlan
  var signature: String

  /// What files are called by: the same for the same data read in the same way, whatever its files are now.
  var name: String {
    var fingerprint = Fingerprint()
    let inversion = plan.isInverted.map { $0 ? "yes" : "no" } ?? "auto"
    for text in [path, layout, "\(plan.side ?? 0) \(plan.channels?.count ?? 0) \(inversion)"] {
      fingerprint.add(Array(text.utf8))
    }
    return fingerprint.text
  }
}
