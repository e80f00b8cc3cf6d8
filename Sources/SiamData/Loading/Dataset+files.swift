import Foundation
public import SiamMessages

extension Dataset {
  /// Reads pictures laid out in any way siam knows: `class/*.png`, or `group/class/*.png`, below any folders all share,
  /// in a folder or an archive; IDX and CIFAR files; a CSV.
  ///
  /// Decoding uses every core; the call returns when it is done. Files that can't be used are counted and named in
  /// `problems`. What the options leave open is chosen by looking at the pictures, and `chosenByLooking` tells it.
  ///
  /// - Parameters:
  ///   - path: of the folder, archive or file.
  ///   - options: the size of the images, what is held out, how many images a class needs, and where decoded images are
  ///     kept.
  ///   - progress: told now and then how far it is.
  /// - Returns: the images in dataset order.
  /// - Throws: `DataError` when there is nothing to train on.
  public static func load(
    path: String, options: DatasetOptions = DatasetOptions(), progress: ((LoadingProgress) -> Void)? = nil
  ) throws(DataError) -> Dataset {
    let layout = try DataLayout.of(path, insisting: options.layout)
    guard let cache = options.cache else {
      return try load(pictureSource(at: path, layout: layout), path: path, options: options, progress: progress)
    }
    let images = try cache.images(at: path, layout: layout, plan: ReadingPlan(options), progress: progress)
    return try images.dataset(path: path, name: name(of: path), options: options)
  }

  static func load(
    _ source: any PictureSource, path: String, options: DatasetOptions, progress: ((LoadingProgress) -> Void)? = nil
  ) throws(DataError) -> Dataset {
    let images = try ImageSet(source, path: path, plan: ReadingPlan(options), progress: progress)
    return try images.dataset(path: path, name: name(of: path), options: options)
  }

  private static func name(of path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
  }
}

extension ImageSet {
  /// Reads a source into memory.
  init(
    _ source: any PictureSource, path: String, plan: ReadingPlan, progress: ((LoadingProgress) -> Void)?
  ) throws(DataError) {
    var (reader, spool) = (ImageReader(source, path: path, plan: plan), MemorySpool())
    do throws(ImageReader.Failure) {
      self = try reader.read(through: &spool, progress: progress)
    } catch {
      switch error {
      case .data(let error): throw error
      case .file(let failure): throw .unreadable(path: failure.path, reason: failure.reason)
      }
    }
  }
}
