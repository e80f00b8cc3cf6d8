import SiamMessages

/// The images of IDX files and their labels: MNIST, its many likes, and sets in colour (a fourth dimension of 3).
///
/// Images are read one by one, in the files' order, the training files first; a class is a label, with zeros before it
/// so that names sort as numbers do. How the images lie in the file is how they are shown: EMNIST's are transposed.
final class IDXSource: PictureSource {
  private let pairs: [IDXPair]
  /// How many digits a label is written with.
  private let digits: Int
  /// Those not begun yet.
  private var waiting: ArraySlice<IDXPair>
  private var reading: Reading?
  /// How many images the files have, and how many of them were read.
  private var (total, read) = (0, 0)

  var share: Double? { total > 0 ? Double(read) / Double(total) : nil }

  /// Opens the pairs in a folder, or the one of a file of images; counts and sizes must agree before an image is read.
  init(path: String) throws(DataError) {
    if case .success(.folder) = FileBytes.kind(of: Array(path.utf8)) {
      pairs = try IDXPair.all(in: path)
    } else if let pair = IDXPair(images: Array(path.utf8)) {
      pairs = [pair]
    } else {
      // What isn't an IDX file at all is said to be none; only then is it missed what belongs to it.
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
      if let (label, place, picture) = try reading?.next() {
        read += 1
        let number = String(label)
        let name = String(repeating: "0", count: digits - number.count) + number
        return SourceFile(
          path: [reading?.pair.name ?? [], Array(String(place).utf8)], contents: .pixels(picture),
          label: SourceLabel(className: Array(name.utf8)))
      }
      reading = nil
    }
  }

  /// The highest label of a pair and how many it has; images and labels are seen to be as many.
  private static func survey(_ pair: IDXPair) throws(DataError) -> (highest: Int, count: Int) {
    let images = try IDXImages(path: String(decoding: pair.images, as: UTF8.self))
    let labels = try IDXLabels(path: String(decoding: pair.labels, as: UTF8.self))
    guard images.count == labels.count else {
      throw .damaged(
        path: labels.path, layout: .idx,
        reason: "its header names \(labels.count) labels, and \(images.count) images are beside it")
    }
    var highest = 0
    while let part = try labels.nextPart() { highest = max(highest, Int(part.max() ?? 0)) }
    return (highest, images.count)
  }

  /// A pair being read.
  private final class Reading {
    let pair: IDXPair
    private let images: IDXImages
    private let labels: IDXLabels
    private var part: ArraySlice<UInt8> = []
    private var place = 0

    init(_ pair: IDXPair) throws(DataError) {
      self.pair = pair
      images = try IDXImages(path: String(decoding: pair.images, as: UTF8.self))
      labels = try IDXLabels(path: String(decoding: pair.labels, as: UTF8.self))
    }

    /// The next label, its place in the file and its image.
    func next() throws(DataError) -> (label: UInt8, place: Int, picture: DecodedPicture)? {
      if part.isEmpty { part = try labels.nextPart()?[...] ?? [] }
      guard let picture = try images.next(), let label = part.popFirst() else { return nil }
      defer { place += 1 }
      return (label, place, picture)
    }
  }
}
