import Foundation
import SiamMessages

extension Dataset {
  /// Reads pictures laid out in any way siam knows: `class/*.png`, or `group/class/*.png`, below any folders all share.
  ///
  /// Decoding uses every core; the call returns when it is done. Files that can't be used are counted and named in
  /// `problems`. Whether ink is dark on bright paper is seen from the pictures' borders, for all of them together.
  ///
  /// - Parameters:
  ///   - path: of the folder or zip.
  ///   - options: the size of the images, what is held out, and how many images a class needs.
  ///   - progress: told now and then how many files have been read.
  /// - Returns: the images in dataset order.
  /// - Throws: `DataError` when there is nothing to train on.
  public static func load(
    path: String, options: DatasetOptions = DatasetOptions(), progress: ((Int) -> Void)? = nil
  ) throws(DataError) -> Dataset {
    let source = try pictureSource(at: path, layout: options.layout)
    return try load(source, path: path, options: options, progress: progress)
  }

  static func load(
    _ source: any PictureSource, path: String, options: DatasetOptions, progress: ((Int) -> Void)? = nil
  ) throws(DataError) -> Dataset {
    var source = source
    let side = options.side ?? DatasetOptions.usualSide
    let channels = options.channels ?? .grey
    var decoded = DecodedFiles(side: side, channels: channels)
    while let file = try source.next() {
      decoded.add(file)
      if decoded.isChunkFull {
        decoded.decodeChunk()
        progress?(decoded.fileCount)
      }
    }
    decoded.decodeChunk()
    progress?(decoded.fileCount)

    var problems = decoded.problems
    let tree = ClassTree(decoded.pictures, problems: &problems)
    guard !tree.order.isEmpty else {
      guard problems.skippedCount > 0 else { throw .noPictures(path: path) }
      throw .noPictureReadable(
        path: path, skipped: Array(problems.skipped.prefix(3)), skippedCount: problems.skippedCount)
    }
    let name = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
    let split = try ClassSplit(tree.arranged, named: path, options: options, problems: &problems)
    // In colour a bright border is no paper: a photo has the sky there.
    let isInverted = options.isInverted ?? (channels == .grey && decoded.isPaperBright(tree.order))
    return Dataset(
      name: name, side: side, channels: channels, arranged: tree.arranged,
      pixels: PixelStore(decoded.pixels(inOrder: tree.order, inverted: isInverted)), isInverted: isInverted,
      split: split,
      problems: problems)
  }
}
