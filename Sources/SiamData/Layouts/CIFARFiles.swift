/// Reads the binary files of a CIFAR dataset one after the other, and the names of its labels.
protocol CIFARFiles {
  var format: CIFARFormat { get }
  /// The contents of the file that names the classes or groups, or nil if it doesn't exist.
  func names(in file: String) throws(DataError) -> [UInt8]?
  /// Advances to the next file of images and returns its name; nil after the last.
  mutating func nextFile() throws(DataError) -> [UInt8]?
  /// Reads the next bytes of the file, fewer than `count` at its end.
  mutating func read(_ count: Int) throws(DataError) -> [UInt8]
}

/// The maximum number of bytes read from a file of names.
private let maxNameBytes = 1 << 16

/// A CIFAR dataset in a folder, or one of its files.
struct CIFARFolder: CIFARFiles {
  let format: CIFARFormat
  private let folder: [UInt8]
  private var waiting: ArraySlice<[UInt8]>
  private var stream: ByteStream?

  /// Finds the files of a folder, training data first, or opens the single file at `path`.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    if case .success(.folder) = FileBytes.kind(of: bytes), case .success(let names) = FileBytes.names(in: bytes) {
      guard let format = CIFARFormat.of(filesNamed: names) else {
        throw .wrongLayout(path: path, layout: .cifar, reason: "no data_batch_1.bin or train.bin found")
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
          reason: "not a .bin file of records of \(CIFARFormat.ten.recordBytes) or "
            + "\(CIFARFormat.hundred.recordBytes) bytes")
      }
      self.format = format
      waiting = [name]
    }
  }

  private static func isOfTests(_ name: [UInt8]) -> Bool { name.starts(with: "test".utf8) }

  func names(in file: String) -> [UInt8]? {
    // Without the file of names, classes are numbered.
    try? FileBytes.contents(of: folder + [0x2F] + Array(file.utf8), limit: maxNameBytes).get()
  }

  mutating func nextFile() throws(DataError) -> [UInt8]? {
    guard let name = waiting.popFirst() else { return nil }
    stream = try ByteStream(path: folder + [0x2F] + name, layout: .cifar)
    return name
  }

  mutating func read(_ count: Int) throws(DataError) -> [UInt8] {
    try stream?.read(count) ?? []
  }
}

/// A CIFAR dataset in the archive it is distributed in, with its files in the archive's order.
struct CIFARArchive: CIFARFiles {
  let format: CIFARFormat
  private let path: String
  private let texts: [String: [UInt8]]
  private let reader: ArchiveReader

  /// Reads the names of the labels in a first pass, as they may follow the images, and opens the archive again for the
  /// images.
  ///
  /// - Parameters:
  ///   - path: the path of the archive.
  ///   - opened: the archive, if it is already open.
  /// - Throws: `DataError` when the archive can't be read or holds no CIFAR dataset.
  init(path: String, opened: ArchiveReader?) throws(DataError) {
    self.path = path
    let firstPass: ArchiveReader
    if let opened { firstPass = opened } else { firstPass = try ArchiveReader(path: path) }
    var names: [[UInt8]] = []
    var texts: [String: [UInt8]] = [:]
    while let name = try Self.nextFile({ () throws(DataError) in try firstPass.next() }) {
      names.append(name)
      let text = String(decoding: name, as: UTF8.self)
      guard let format = CIFARFormat.of(fileNamed: name), [format.classNames, format.groupNames].contains(text),
        case .bytes(let bytes) = try firstPass.read(maxNameBytes)
      else { continue }
      texts[text] = bytes
    }
    guard let format = CIFARFormat.of(filesNamed: names) else {
      throw .wrongLayout(path: path, layout: .cifar, reason: "no data_batch_1.bin or train.bin found")
    }
    self.format = format
    self.texts = texts
    reader = try ArchiveReader(path: path)
  }

  func names(in file: String) -> [UInt8]? { texts[file] }

  mutating func nextFile() throws(DataError) -> [UInt8]? {
    while let name = try Self.nextFile({ () throws(DataError) in try reader.next() }) {
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

  /// Whether an archive holds a CIFAR dataset, judged by peeking at its first files.
  ///
  /// It stops at the first file that may be an image, so that its contents can still be read: see `ArchiveReader.peek`.
  static func isOne(_ reader: ArchiveReader) throws(DataError) -> Bool {
    for _ in 0..<8 {
      guard let name = try nextFile({ () throws(DataError) in try reader.peek() }) else { return false }
      if CIFARFormat.of(fileNamed: name) != nil { return true }
      if OtherFile.kind(ofName: name) == nil { return false }
    }
    return false
  }

  /// The name, without folders, of the next file entry that isn't hidden.
  private static func nextFile(
    _ nextEntry: () throws(DataError) -> ArchiveReader.Step?
  ) throws(DataError) -> [UInt8]? {
    while let step = try nextEntry() {
      guard case .entry(let entry) = step, entry.kind == .file,
        let name = entry.name?.split(separator: 0x2F).last(where: { $0 != [0x2E] }).map(Array.init), !isHidden(name)
      else { continue }
      return name
    }
    return nil
  }
}
