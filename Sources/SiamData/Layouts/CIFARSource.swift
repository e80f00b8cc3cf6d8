import SiamMessages

/// The images of CIFAR-10 and CIFAR-100: a class is a label, or the fine one, whose coarse label is its group.
///
/// Classes are called as the set's own files of names say, and where those are not there by number.
struct CIFARSource: PictureSource {
  private var files: any CIFARFiles
  private let format: CIFARFormat
  private let path: String
  private let classes: [[UInt8]]
  private let groups: [[UInt8]]
  /// The file being read, and how many of its images have been.
  private var file: (name: [UInt8], count: Int)?

  /// Opens the set in a folder, in an archive, or of a file alone.
  init(path: String) throws(DataError) {
    let bytes = Array(path.utf8)
    var isArchive = false
    if case .success(.file) = FileBytes.kind(of: bytes), !bytes.suffix(4).elementsEqual(".bin".utf8) {
      isArchive = true
    }
    let files: any CIFARFiles = isArchive ? try CIFARArchive(path: path) : try CIFARFolder(path: path)
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
        throw damaged(name, "its last record ends after \(record.count) of \(format.recordBytes) bytes")
      }
      file = (name, count + 1)
      return SourceFile(
        path: [name, Array(String(count).utf8)], contents: .pixels(picture(of: record)),
        label: try label(of: record, name: name, count: count))
    }
  }

  private func label(of record: [UInt8], name: [UInt8], count: Int) throws(DataError) -> SourceLabel {
    let label = Int(record[format.labelBytes - 1])
    guard classes.indices.contains(label) else {
      throw damaged(name, "record \(count) is of label \(label), and \(format.name) has \(classes.count)")
    }
    guard !groups.isEmpty else { return SourceLabel(className: classes[label]) }
    let coarse = Int(record[0])
    guard groups.indices.contains(coarse) else {
      throw damaged(name, "record \(count) is of coarse label \(coarse), and \(format.name) has \(groups.count)")
    }
    return SourceLabel(className: classes[label], group: groups[coarse])
  }

  /// Planes in the file, side by side in a picture.
  private func picture(of record: [UInt8]) -> DecodedPicture {
    let side = CIFARFormat.side
    let size = side * side
    let first = format.labelBytes
    let pixels = [UInt8](unsafeUninitializedCapacity: size * 3) { target, count in
      record.withUnsafeBufferPointer { source in
        for place in 0..<size {
          for channel in 0..<3 { target[place * 3 + channel] = source[first + channel * size + place] }
        }
      }
      count = size * 3
    }
    return DecodedPicture(width: side, height: side, channels: .rgb, pixels: pixels)
  }

  private func damaged(_ name: [UInt8], _ reason: String) -> DataError {
    .damaged(path: path, layout: .cifar, reason: "\(String(decoding: name, as: UTF8.self)): \(reason)")
  }

  /// The names in a file, or numbers, with zeros before them so that they sort as numbers do.
  private static func names(
    _ file: String, of files: any CIFARFiles, count: Int
  ) throws(DataError) -> [[UInt8]] {
    if let text = try files.names(in: file), let names = CIFARFormat.names(in: text, count: count) { return names }
    let digits = String(count - 1).count
    return (0..<count).map { label in
      let number = String(label)
      return Array((String(repeating: "0", count: digits - number.count) + number).utf8)
    }
  }
}
