import SiamCore

/// Reads the images of CIFAR-10 and CIFAR-100: a class is a label, or a fine label whose group is its coarse label.
///
/// Classes are named by the dataset's files of names, or numbered if there are none.
struct CIFARSource: ImageSource {
  private var files: any CIFARFiles
  private let format: CIFARFormat
  private let path: String
  private let classes: [[UInt8]]
  private let groups: [[UInt8]]
  /// The name of the file being read, and the number of images read from it.
  private var file: (name: [UInt8], count: Int)?

  /// Opens a dataset in a folder or an archive, or a single file of it.
  ///
  /// - Parameters:
  ///   - path: the path of the folder or file.
  ///   - archive: the archive at that path, if it is already open.
  /// - Throws: `DataError` when it can't be read or is not a CIFAR dataset.
  init(path: String, archive: ArchiveReader? = nil) throws(DataError) {
    let bytes = Array(path.utf8)
    var isArchive = false
    if case .success(.file) = FileBytes.kind(of: bytes), !bytes.suffix(4).elementsEqual(".bin".utf8) {
      isArchive = true
    }
    let files: any CIFARFiles = isArchive ? try CIFARArchive(path: path, opened: archive) : try CIFARFolder(path: path)
    self.files = files
    self.path = path
    format = files.format
    classes = try Self.names(format.classNames, of: files, count: format.classes)
    groups =
      try format.groupNames.map { name throws(DataError) in
        try Self.names(name, of: files, count: files.format.groups)
      } ?? []
  }

  mutating func next() throws(DataError) -> SourceFile? {
    while true {
      if file == nil {
        guard let name = try files.nextFile() else { return nil }
        file = (name, 0)
      }
      guard let (name, count) = file else { return nil }
      let record = try files.read(format.recordBytes)
      guard !record.isEmpty else {
        file = nil
        continue
      }
      guard record.count == format.recordBytes else {
        throw damaged(name, "the last record has only \(record.count) of \(format.recordBytes) bytes")
      }
      file = (name, count + 1)
      return SourceFile(
        path: [name, Array(String(count).utf8)], contents: .pixels(image(of: record)),
        label: try label(of: record, name: name, count: count))
    }
  }

  private func label(of record: [UInt8], name: [UInt8], count: Int) throws(DataError) -> SourceLabel {
    let label = Int(record[format.labelBytes - 1])
    guard classes.indices.contains(label) else {
      throw damaged(name, "record \(count) has label \(label); \(format.name) has \(classes.count) classes")
    }
    let split: Split? = CIFARFormat.isOfTests(name) ? .test : files.hasSplits ? .training : nil
    guard !groups.isEmpty else { return SourceLabel(className: classes[label], split: split) }
    let coarse = Int(record[0])
    guard groups.indices.contains(coarse) else {
      throw damaged(name, "record \(count) has coarse label \(coarse); \(format.name) has \(groups.count) groups")
    }
    return SourceLabel(className: classes[label], group: groups[coarse], split: split)
  }

  /// Converts the planes of a record to an image with adjacent channels.
  private func image(of record: [UInt8]) -> DecodedImage {
    let side = CIFARFormat.side
    let size = side * side
    let first = format.labelBytes
    let pixels = [UInt8](unsafeUninitializedCapacity: size * 3) { target, count in
      record.withUnsafeBufferPointer { source in
        for index in 0..<size {
          for channel in 0..<3 { target[index * 3 + channel] = source[first + channel * size + index] }
        }
      }
      count = size * 3
    }
    return DecodedImage(width: side, height: side, channels: .rgb, pixels: pixels)
  }

  private func damaged(_ name: [UInt8], _ reason: String) -> DataError {
    .damaged(path: path, layout: .cifar, reason: "\(String(decoding: name, as: UTF8.self)): \(reason)")
  }

  /// The names in a file, or zero-padded numbers, which sort by value.
  private static func names(
    _ file: String, of files: any CIFARFiles, count: Int
  ) throws(DataError) -> [[UInt8]] {
    if let text = try files.names(in: file), let names = CIFARFormat.names(in: text, count: count) { return names }
    let digits = String(count - 1).count
    return (0..<count).map { Array(NumberFormat.zeroPadded($0, digits: digits).utf8) }
  }
}
