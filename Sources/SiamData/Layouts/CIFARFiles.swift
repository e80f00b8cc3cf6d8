/// The binaries of a CIFAR set, one after the other, and the names of its labels.
protocol CIFARFiles {
  var format: CIFARFormat { get }
  /// The text that names the classes or the groups, where it is there.
  func names(in file: String) throws(DataError) -> [UInt8]?
  /// Goes to the next file of images, and gives its name; nil after the last.
  mutating func nextFile() throws(DataError) -> [UInt8]?
  /// The next bytes of the file, fewer than `count` where it ends.
  mutating func read(_ count: Int) throws(DataError) -> [UInt8]
}

/// Files of names with more bytes are not read.
private let mostNameBytes = 1 << 16

/// A CIFAR set in a folder, or one of its files.
struct CIFARFolder: CIFARFiles {
  let format: CIFARFormat
  private let folder: [UInt8]
  private var waiting: ArraySlice<[UInt8]>
  private var path = ""
  private var stream: ByteStream?

  /// Looks for the files of a folder, training data first, or takes the one at `path`.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    if case .success(.folder) = FileBytes.kind(of: bytes), case .success(let names) = FileBytes.names(in: bytes) {
      guard let format = CIFARFormat.of(filesNamed: names) else {
        throw .wrongLayout(path: path, layout: .cifar, reason: "no data_batch_1.bin or train.bin is in it")
      }
      self.format = format
      folder = bytes
      let images = names.filter { CIFARFormat.isOfImages($0) && CIFARFormat.of(fileNamed: $0) == format }
      waiting = images.sorted { Self.isOfTests($1) && !Self.isOfTests($0) }[...]
    } else {
      let cut = bytes.lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
      let name = Array(bytes[cut...])
      folder = cut == 0 ? Array(".".utf8) : Array(bytes[..<cut])
      guard case .success(let size) = FileBytes.size(of: bytes),
        let format = CIFARFormat.of(fileNamed: name, size: size)
      else {
        throw .wrongLayout(
          path: path, layout: .cifar,
          reason: "it is not a .bin of whole records of \(CIFARFormat.ten.recordBytes) or "
            + "\(CIFARFormat.hundred.recordBytes) bytes")
      }
      self.format = format
      waiting = [name]
    }
  }

  private static func isOfTests(_ name: [UInt8]) -> Bool { name.starts(with: "test".utf8) }

  func names(in file: String) -> [UInt8]? {
    try? FileBytes.contents(of: folder + [0x2F] + Array(file.utf8), limit: mostNameBytes).get()
  }

  mutating func nextFile() throws(DataError) -> [UInt8]? {
    guard let name = waiting.popFirst() else { return nil }
    let bytes = folder + [0x2F] + name
    path = String(decoding: bytes, as: UTF8.self)
    do throws(ByteStream.Failure) {
      stream = try ByteStream(path: bytes)
    } catch {
      throw error.dataError(path: path, layout: .cifar)
    }
    return name
  }

  mutating func read(_ count: Int) throws(DataError) -> [UInt8] {
    do throws(ByteStream.Failure) {
      return try stream?.read(count) ?? []
    } catch {
      throw error.dataError(path: path, layout: .cifar)
    }
  }
}

/// A CIFAR set in the archive it comes in, its files in the archive's order.
struct CIFARArchive: CIFARFiles {
  let format: CIFARFormat
  private let path: String
  private let texts: [String: [UInt8]]
  private let reader: ArchiveReader

  /// Looks through the archive once for the names of labels: they may come after the images.
  init(path: String) throws(DataError) {
    self.path = path
    let look = try ArchiveReader(path: path)
    var names: [[UInt8]] = []
    var texts: [String: [UInt8]] = [:]
    while let name = try Self.nextFile(of: look) {
      names.append(name)
      let text = String(decoding: name, as: UTF8.self)
      guard let format = CIFARFormat.of(fileNamed: name), [format.classNames, format.groupNames].contains(text),
        case .bytes(let bytes) = try look.read(mostNameBytes)
      else { continue }
      texts[text] = bytes
    }
    guard let format = CIFARFormat.of(filesNamed: names) else {
      throw .wrongLayout(path: path, layout: .cifar, reason: "no data_batch_1.bin or train.bin is in it")
    }
    self.format = format
    self.texts = texts
    reader = try ArchiveReader(path: path)
  }

  func names(in file: String) -> [UInt8]? { texts[file] }

  mutating func nextFile() throws(DataError) -> [UInt8]? {
    while let name = try Self.nextFile(of: reader) {
      if CIFARFormat.isOfImages(name), CIFARFormat.of(fileNamed: name) == format { return name }
    }
    return nil
  }

  mutating func read(_ count: Int) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      switch try reader.read(count - bytes.count) {
      case .damaged(let reason): throw .damaged(path: path, layout: .archive, reason: reason)
      case .bytes(let part):
        if part.isEmpty { return bytes }
        bytes += part
      }
    }
    return bytes
  }

  /// Whether an archive holds a CIFAR set, by the first files in it.
  static func isOne(_ reader: ArchiveReader) throws(DataError) -> Bool {
    for _ in 0..<8 {
      guard let name = try nextFile(of: reader) else { return false }
      if CIFARFormat.of(fileNamed: name) != nil { return true }
      if SourceFile(path: [name], contents: .bytes([])).reasonToSkip == nil { return false }
    }
    return false
  }

  /// The name, without folders, of an archive's next file that isn't hidden.
  private static func nextFile(of reader: ArchiveReader) throws(DataError) -> [UInt8]? {
    while let step = try reader.next() {
      guard case .entry(let entry) = step, entry.kind == .file, let parts = entry.name?.split(separator: 0x2F),
        let name = parts.last.map(Array.init), !isHidden(name)
      else { continue }
      return name
    }
    return nil
  }
}
