import SiamCore

/// Reads the images of IDX files with their labels: MNIST and similar datasets, also in colour (a fourth dimension of
/// 3), in a folder or an archive.
///
/// Images come in the files' order, training files first. A class is a label, zero-padded so that names sort by value,
/// or the characters that EMNIST's mapping has for it. EMNIST's images are stored transposed; they are turned upright.
final class IDXSource: ImageSource {
  private let files: DataFiles
  private let pairs: [IDXPair]
  private let mapping: EMNISTMapping?
  /// The number of digits of a class name.
  private let digits: Int
  /// The pairs that have not been read yet.
  private var waiting: ArraySlice<IDXPair>
  private var reading: Reading?
  /// The number of images in the files, and the number read.
  private var (total, read) = (0, 0)

  var share: Double? { total > 0 ? Double(read) / Double(total) : nil }

  var notes: [String] {
    guard pairs.contains(where: \.isTransposed) else { return [] }
    let names = mapping == nil ? "" : ", and their classes named by \(shown(pairs[0].mapping ?? []))"
    return ["EMNIST's images, which are stored transposed, are turned upright" + names]
  }

  /// Opens the pairs at a path; counts and sizes must agree before an image is read.
  ///
  /// - Parameter path: the path of a folder, an archive, a file of images, or the common beginning of the files' paths.
  /// - Throws: `DataError` when they can't be read, or aren't images with labels.
  init(path: String) throws(DataError) {
    let files = try DataFiles(path: path)
    self.files = files
    do throws(DataError) {
      pairs = try IDXPair.all(in: files, path: path)
    } catch .wrongLayout where files.selection != nil && FileBytes.state(of: Array(path.utf8)) != nil {
      // A file that isn't IDX is reported as such, rather than as one without labels.
      _ = try IDXImages(files, DataFiles.lastName(of: Array(path.utf8)))
      throw .missingLabels(path: path)
    }
    var highest = 0
    for pair in pairs {
      let (label, count) = try Self.survey(pair, in: files)
      highest = max(highest, label)
      total += count
    }
    digits = String(highest).count
    mapping = try pairs.first?.mapping.flatMap { name throws(DataError) in
      EMNISTMapping(try files.open(name, layout: .idx).read(EMNISTMapping.maxBytes))
    }
    waiting = pairs[...]
  }

  func next() throws(DataError) -> SourceFile? {
    while true {
      if reading == nil {
        guard let pair = waiting.popFirst() else { return nil }
        reading = try Reading(pair, in: files)
      }
      if let reading, let (label, index, image) = try reading.next() {
        read += 1
        return SourceFile(
          path: [reading.pair.name, Array(String(index).utf8)], contents: .pixels(image),
          label: SourceLabel(className: name(of: Int(label)), split: reading.pair.split))
      }
      reading = nil
    }
  }

  /// The name of a class.
  private func name(of label: Int) -> [UInt8] {
    mapping?.names[label] ?? Array(NumberFormat.zeroPadded(label, digits: digits).utf8)
  }

  private func shown(_ name: [UInt8]) -> String { String(decoding: DataFiles.lastName(of: name), as: UTF8.self) }

  /// Returns the highest label of a pair and the number of images, which must equal the number of labels.
  private static func survey(
    _ pair: IDXPair, in files: DataFiles
  ) throws(DataError) -> (highest: Int, count: Int) {
    let images = try IDXImages(files, pair.images)
    let labels = try IDXLabels(files, pair.labels)
    guard images.count == labels.count else {
      throw .damaged(
        path: labels.path, layout: .idx,
        reason: "\(labels.count) labels for \(images.count) images")
    }
    var highest = 0
    while let part = try labels.nextPart() { highest = max(highest, Int(part.max() ?? 0)) }
    return (highest, images.count)
  }

  /// Reads the images of a pair together with their labels.
  private final class Reading {
    let pair: IDXPair
    private let images: IDXImages
    private let labels: IDXLabels
    private var part: ArraySlice<UInt8> = []
    private var index = 0

    init(_ pair: IDXPair, in files: DataFiles) throws(DataError) {
      self.pair = pair
      images = try IDXImages(files, pair.images)
      labels = try IDXLabels(files, pair.labels)
    }

    /// Reads the next image with its label and its index in the file.
    func next() throws(DataError) -> (label: UInt8, index: Int, image: DecodedImage)? {
      if part.isEmpty { part = try labels.nextPart()?[...] ?? [] }
      guard let image = try images.next(), let label = part.popFirst() else { return nil }
      defer { index += 1 }
      return (label, index, pair.isTransposed ? image.transposed : image)
    }
  }
}
