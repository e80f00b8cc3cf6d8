import SiamFiles
public import SiamCore

/// A support set on disk: a few images of each of a few classes. If any image can't be read, loading fails.
///
/// The class of an image is its folder (`cat/3.png`). For images outside of folders it is the file name without a
/// number after a separator (`cat-1.png` and `cat_2.png` are of `cat`, `A.png` of `A`, `class01.png` of `class01`).
public struct SupportFolder: Equatable, Sendable {
  /// A class and its images.
  public struct SupportClass: Equatable, Sendable {
    /// The name of the class.
    public let name: String
    /// At least one image, sorted by file name; classes may have different numbers of images.
    public let images: [ImageFile]
  }

  /// The classes, sorted by name; at least two.
  public let classes: [SupportClass]
  /// Whether the files show dark ink on bright paper and were inverted.
  public let isInverted: Bool
  /// The files that are not images, by their contents and their names.
  public let skipped: [SkippedFile]

  /// Reads a support set from a folder or a zip.
  ///
  /// - Parameters:
  ///   - path: the path of the folder or zip.
  ///   - side: the size to resize images to, `side × side` pixels.
  ///   - channels: the channels of the network.
  ///   - inverted: whether to invert images, as the training data was; nil to invert them if most are grey with bright
  ///     borders.
  /// - Returns: the support set.
  /// - Throws: `DataError` when there are no images or fewer than two classes, or an image can't be read.
  public static func load(
    path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil
  ) throws(DataError) -> SupportFolder {
    try load(try supportSource(at: path), path: path, side: side, channels: channels, inverted: inverted)
  }

  static func load(
    _ source: any ImageSource, path: String, side: Int, channels: Channels = .grey, inverted: Bool?
  ) throws(DataError) -> SupportFolder {
    var source = source
    var files: [(path: [[UInt8]], image: DecodedImageFile)] = []
    var skipped: [SkippedFile] = []
    var unreadable: [SkippedFile] = []
    while let file = try source.next() {
      let name = NameText.text(of: file.joinedPath)
      do throws(ImageError) {
        files.append((file.path, try DecodedImageFile(try file.encoded().get(), side: side, channels: channels)))
      } catch {
        // A text file beside the images is skipped; an unreadable image is an error.
        let problem = SkippedFile(path: name, reason: error.reason)
        if file.mayBeOther(error) { skipped.append(problem) } else { unreadable.append(problem) }
      }
    }
    guard unreadable.isEmpty else {
      throw .supportUnreadable(path: path, files: Array(unreadable.prefix(3)), count: unreadable.count)
    }
    guard !files.isEmpty else { throw .supportEmpty(path: path) }
    let isInverted = inverted ?? (files.count { $0.image.isInkOnPaper } * 2 > files.count)
    var classes: [[UInt8]: [(file: [UInt8], image: ImageFile)]] = [:]
    let shared = sharedFolders(files.map(\.path))
    for (parts, decoded) in files {
      let whole = Array(parts.joined(separator: [0x2F]))
      let image = ImageFile(
        decoded, path: path + "/" + NameText.text(of: whole), side: side, inverted: isInverted)
      classes[className(Array(parts.dropFirst(shared))), default: []].append((whole, image))
    }
    let sorted = classes.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { name, shots in
      SupportClass(
        name: NameText.text(of: name),
        images: shots.sorted { $0.file.lexicographicallyPrecedes($1.file) }.map(\.image))
    }
    guard sorted.count > 1 else { throw .supportOneClass(path: path, name: sorted.first?.name ?? "") }
    return SupportFolder(classes: sorted, isInverted: isInverted, skipped: skipped)
  }

  /// The number of top folders that all images share, excluding the class's own.
  private static func sharedFolders(_ paths: [[[UInt8]]]) -> Int {
    guard let first = paths.first else { return 0 }
    let shared = paths.reduce(first.count) { shared, path in
      min(shared, path.count - 2, zip(path.dropLast(), first.dropLast()).prefix { $0 == $1 }.count)
    }
    return max(shared, 0)
  }

  /// The class of an image: its folders, or its name without the extension, a number and the separator before it.
  static func className(_ path: [[UInt8]]) -> [UInt8] {
    guard path.count < 2 else { return Array(path.dropLast().joined(separator: [0x20])) }
    let file = path.last ?? []
    let stem = file[..<(file.lastIndex(of: 0x2E) ?? file.endIndex)]
    let separators = Array("-_ .()".utf8)
    var name = stem
    while let last = name.last, separators.contains(last) { name.removeLast() }
    while let last = name.last, (0x30...0x39).contains(last) { name.removeLast() }
    // A number alone is a name, and `class01` and `class02` are different classes.
    guard let last = name.last, separators.contains(last) else { return Array(stem) }
    while let last = name.last, separators.contains(last) { name.removeLast() }
    return Array(name.isEmpty ? stem : name)
  }
}

extension SourceFile {
  /// Whether a file that can't be read is not an image by its name either.
  fileprivate func mayBeOther(_ error: ImageError) -> Bool {
    guard ImageFormat(fileName: path.last ?? []) == nil else { return false }
    if case .unusable = contents { return true }
    return ImageFormat.isNotAnImage(error.reason)
  }
}

private func supportSource(at path: String) throws(DataError) -> any ImageSource {
  do throws(DataError) {
    // A list in the folder, such as a table of predictions, is not of its images.
    if FileBytes.kind(of: Array(path.utf8)) == .success(.folder), try DataLocation(path).layout == .manifest {
      return try imageSource(at: path, layout: .folder)
    }
    return try imageSource(at: path)
  } catch {
    switch error {
    case .notFound: throw .noFile(path: path)
    case .noImages: throw .supportEmpty(path: path)
    default: throw error
    }
  }
}
