import SiamMessages

/// A support set on disk: a few pictures of each of a few classes, read whole or not at all.
///
/// A picture's class is its folder's (`cat/3.png`); of one beside the folders it is its name without a number that
/// something parts from it (`cat-1.png` and `cat_2.png` are of `cat`, `A.png` of `A`, `class01.png` of `class01`).
public struct SupportFolder: Equatable, Sendable {
  /// A class and its shots.
  public struct SupportClass: Equatable, Sendable {
    /// As people read it.
    public let name: String
    /// At least one, by file name; classes may have different numbers.
    public let pictures: [PictureFile]
  }

  /// By name; at least two.
  public let classes: [SupportClass]
  /// Whether the files show dark ink on bright paper, and so were inverted.
  public let isInverted: Bool
  /// Files that are no pictures, and say so by their names.
  public let skipped: [SkippedFile]

  /// Reads the support set in a folder, or in a zip of one.
  ///
  /// - Parameters:
  ///   - path: of the folder or zip.
  ///   - side: pictures are resized to `side × side` pixels.
  ///   - channels: of the network.
  ///   - inverted: whether to turn dark ink bright, as was done to the data; where nil, if most pictures are grey and
  ///     their borders bright.
  /// - Returns: the classes by name.
  /// - Throws: `DataError` when there are no pictures or fewer than two classes, or a picture can't be read.
  public static func load(
    path: String, side: Int, channels: Channels = .grey, inverted: Bool? = nil
  ) throws(DataError) -> SupportFolder {
    try load(try supportSource(at: path), path: path, side: side, channels: channels, inverted: inverted)
  }

  static func load(
    _ source: any PictureSource, path: String, side: Int, channels: Channels = .grey, inverted: Bool?
  ) throws(DataError) -> SupportFolder {
    var source = source
    var files: [(path: [[UInt8]], picture: DecodedPictureFile)] = []
    var skipped: [SkippedFile] = []
    var unreadable: [SkippedFile] = []
    while let file = try source.next() {
      let name = String(decoding: file.joinedPath, as: UTF8.self)
      // A text beside the pictures is no shot; a picture that can't be read would have been one.
      if !file.isNamedAsPicture {
        skipped.append(SkippedFile(path: name, reason: file.reasonNotToRead))
        continue
      }
      do throws(PictureError) {
        files.append((file.path, try DecodedPictureFile(try file.bytes(), side: side, channels: channels)))
      } catch {
        unreadable.append(SkippedFile(path: name, reason: error.reason))
      }
    }
    guard unreadable.isEmpty else {
      throw .supportUnreadable(path: path, files: Array(unreadable.prefix(3)), count: unreadable.count)
    }
    guard !files.isEmpty else { throw .supportEmpty(path: path) }
    let isInverted = inverted ?? (files.count { $0.picture.isInkOnPaper } * 2 > files.count)
    var classes: [[UInt8]: [(file: [UInt8], picture: PictureFile)]] = [:]
    let shared = sharedFolders(files.map(\.path))
    for (parts, decoded) in files {
      let whole = Array(parts.joined(separator: [0x2F]))
      let picture = PictureFile(
        decoded, path: path + "/" + String(decoding: whole, as: UTF8.self), side: side, inverted: isInverted)
      classes[className(Array(parts.dropFirst(shared))), default: []].append((whole, picture))
    }
    let sorted = classes.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { name, shots in
      SupportClass(
        name: String(decoding: name, as: UTF8.self),
        pictures: shots.sorted { $0.file.lexicographicallyPrecedes($1.file) }.map(\.picture))
    }
    guard sorted.count > 1 else { throw .supportOneClass(path: path, name: sorted.first?.name ?? "") }
    return SupportFolder(classes: sorted, isInverted: isInverted, skipped: skipped)
  }

  /// How many folders at the top all pictures share, but for the last of any picture's.
  private static func sharedFolders(_ paths: [[[UInt8]]]) -> Int {
    guard let first = paths.first else { return 0 }
    let shared = paths.reduce(first.count) { shared, path in
      min(shared, path.count - 2, zip(path.dropLast(), first.dropLast()).prefix { $0 == $1 }.count)
    }
    return max(shared, 0)
  }

  /// The class a picture is of: its folders, or its name without its ending, a number and what parts the two.
  static func className(_ path: [[UInt8]]) -> [UInt8] {
    guard path.count < 2 else { return Array(path.dropLast().joined(separator: [0x20])) }
    let file = path.last ?? []
    let stem = file[..<(file.lastIndex(of: 0x2E) ?? file.endIndex)]
    let separators = Array("-_ .()".utf8)
    var name = stem
    while let last = name.last, separators.contains(last) { name.removeLast() }
    while let last = name.last, (0x30...0x39).contains(last) { name.removeLast() }
    // A number alone is a name, and `class01` is another class than `class02`.
    guard let last = name.last, separators.contains(last) else { return Array(stem) }
    while let last = name.last, separators.contains(last) { name.removeLast() }
    return Array(name.isEmpty ? stem : name)
  }
}

extension SourceFile {
  /// Whether its name's ending is a picture's, of a kind siam reads or not.
  fileprivate var isNamedAsPicture: Bool { PictureFormat(fileName: path.last ?? []) != nil }

  /// Why it is no picture.
  fileprivate var reasonNotToRead: String {
    if case .unusable(let reason) = contents { return reason }
    return reasonToSkip ?? PictureFormat.noPicture
  }

  /// What is in it.
  fileprivate func bytes() throws(PictureError) -> [UInt8] {
    if let reasonToSkip { throw PictureError(reason: reasonToSkip) }
    switch contents {
    case .unusable(let reason): throw PictureError(reason: reason)
    case .bytes(let bytes): return bytes
    case .pixels: throw PictureError(reason: "not a picture file")
    case .onDisk(let path):
      switch FileBytes.contents(of: path, limit: SourceFile.mostBytes) {
      case .failure(let error): throw PictureError(reason: error.reason)
      case .success(let bytes): return bytes
      }
    }
  }
}

private func supportSource(at path: String) throws(DataError) -> any PictureSource {
  do throws(DataError) {
    return try pictureSource(at: path)
  } catch {
    switch error {
    case .notFound: throw .noFile(path: path)
    case .noPictures: throw .supportEmpty(path: path)
    default: throw error
    }
  }
}
