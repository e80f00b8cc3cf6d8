import SiamCore

/// Reads the images of IDX files with their labels: MNIST and similar datasets, also in colour (a fourth dimension of
/// 3).
///
/// Images come in the files' order, training files first. A class is a label, zero-padded so that names sort by value.
/// Images are not rotated: EMNIST's are stored transposed.
final class IDXSource: ImageSource {
  private let pairs: [IDXPair]
  /// The number of digits of a class name.
  private let digits: Int
  /// The pairs that have not been read yet.
  private var waiting: ArraySlice<IDXPair>
  private var reading: Reading?
  /// The number of images in the files, and the number read.
  private var (total, read) = (0, 0)

  var share: Double? { total > 0 ? Double(read) / Double(total) : nil }

  /// Opens the pairs in a folder, or the pair of a file of images; counts and sizes must agree before an image is read.
  init(path: String) throws(DataError) {
    if case .success(.folder) = FileBytes.kind(of: Array(path.utf8)) {
      pairs = try IDXPair.all(in: path)
    } else if let pair = IDXPair(images: Array(path.utf8)) {
      pairs = [pair]
    } else {
      // A file that isn't IDX is reported as such, rather than as one without labels.
      _ = try IDXImages(path: path)
      throw .missingLabels(path: path)
    }
    var highest = 0
    for pair in pairs {
      let (label, count) = try Self.survey(pair)
      highest = max(highest, label)
      total += count
    }
    digits = String(highest).count
    waiting = pairs[...]
  }

  func next() throws(DataError) -> SourceFile? {
    while true {
      if reading == nil {
        guard let pair = waiting.popFirst() else { return nil }
        reading = try Reading(pair)
      }
      if let (label, index, image) = try reading?.next() {
        read += 1
        let name = NumberFormat.zeroPadded(label, digits: digits)
        return SourceFile(
          path: [reading?.pair.name ?? [], Array(String(index).utf8)], contents: .pixels(image),
          label: SourceLabel(className: Array(name.utf8)))
      }
      reading = nil
    }
  }

  /// Returns the highest label of a pair and the number of images, which must equal the number of labels.
  private static func survey(_ pair: IDXPair) throws(DataError) -> (highest: Int, count: Int) {
    let images = try IDXImages(path: String(decoding: pair.images, as: UTF8.self))
    let labels = try IDXLabels(path: String(decoding: pair.labels, as: UTF8.self))
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

    init(_ pair: IDXPair) throws(DataError) {
      self.pair = pair
      images = try IDXImages(path: String(decoding: pair.images, as: UTF8.self))
      labels = try IDXLabels(path: String(decoding: pair.labels, as: UTF8.self))
    }

    /// Reads the next image with its label and its index in the file.
    func next() throws(DataError) -> (label: UInt8, index: Int, image: DecodedImage)? {
      if part.isEmpty { part = try labels.nextPart()?[...] ?? [] }
      guard let image = try images.next(), let label = part.popFirst() else { return nil }
      defer { index += 1 }
      return (label, index, image)
    }
  }
}
