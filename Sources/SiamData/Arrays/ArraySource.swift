import SiamCore

/// Reads the images of NumPy's arrays with their labels: an `.npz`, or `.npy` and `.npz` files in a folder.
///
/// Images come in the arrays' order, training data first. A class is a label: text, or a number, zero-padded so that
/// names sort by value.
final class ArraySource: ImageSource {
  private let pairs: [ArrayPair]
  private let scale: ValueScale
  /// The number of digits of a class name.
  private let digits: Int
  /// The names of classes that are numbers, or nil.
  private let names: [Int: [UInt8]]?
  /// The pairs that have not been read yet.
  private var waiting: ArraySlice<ArrayPair>
  private var reading: (pair: ArrayPair, images: ArrayImages, labels: ArrayLabels, index: Int)?
  private var read = 0

  var share: Double? {
    let total = pairs.reduce(0) { $0 + $1.axes.count }
    return total > 0 ? Double(read) / Double(total) : nil
  }

  var notes: [String] {
    guard !scale.isIdentity, let first = pairs.first else { return [] }
    return ["\(first.images.header.type.name) values of \(scale.text) in \(first.images.shownName) read as brightness"]
  }

  /// Opens the arrays at a path; the shapes, values and labels are checked before an image is read.
  ///
  /// - Parameter path: the path of an `.npz`, an `.npy`, or a folder.
  /// - Throws: `DataError` when they can't be read, or aren't images with labels.
  init(path: String) throws(DataError) {
    let dataset = try ArrayDataset(path: path)
    pairs = dataset.pairs
    var range = ValueRange()
    for pair in pairs { range.include(try ValueRange(of: pair.images)) }
    switch ValueScale.find(range, pairs[0].images.header.type) {
    case .success(let found): scale = found
    case .failure(let problem):
      throw .unusableArray(path: pairs[0].images.location, reason: problem.reason, remedy: problem.remedy)
    }
    let highest = try Self.highestLabel(of: pairs)
    digits = String(max(highest, 0)).count
    names = highest >= 0 ? try dataset.classNames(highest: highest) : nil
    waiting = pairs[...]
  }

  func next() throws(DataError) -> SourceFile? {
    while true {
      if reading == nil {
        guard let pair = waiting.popFirst() else { return nil }
        reading = (pair, try ArrayImages(pair.images, pair.axes, scale), try ArrayLabels(pair.labels), 0)
      }
      guard let (pair, images, labels, index) = reading else { return nil }
      guard let image = try images.next(), let label = try labels.next() else {
        reading = nil
        continue
      }
      reading?.index += 1
      read += 1
      let folders = pair.images.name.split(separator: 0x2F).map(Array.init)
      let path = (folders.isEmpty ? [Array("array".utf8)] : folders) + [Array(String(index).utf8)]
      let className = name(of: label)
      guard !className.isEmpty else { return SourceFile(path: path, contents: .unusable("an empty label")) }
      return SourceFile(
        path: path, contents: .pixels(image), label: SourceLabel(className: className, split: pair.split))
    }
  }

  /// The name of a class.
  private func name(of label: ArrayLabel) -> [UInt8] {
    switch label {
    case .text(let text): text
    case .number(let number):
      names?[number]
        ?? Array(
          (number < 0 ? String(number) : NumberFormat.zeroPadded(number, digits: digits)).utf8)
    }
  }

  /// The maximum number of classes.
  private static let maxClasses = 1 << 20
  /// The maximum number of bytes of their names.
  private static let maxTextBytes = 64 << 20

  /// Reads all labels and returns the highest, or −1 if they are text.
  private static func highestLabel(of pairs: [ArrayPair]) throws(DataError) -> Int {
    var highest = -1
    var texts: Set<[UInt8]> = []
    var textBytes = 0
    var numbers: Set<Int> = []
    for pair in pairs {
      let labels = try ArrayLabels(pair.labels)
      while let label = try labels.next() {
        switch label {
        case .number(let number):
          highest = max(highest, number)
          numbers.insert(number)
        case .text(let text): if texts.insert(text).inserted { textBytes += text.count }
        }
        guard texts.count + numbers.count <= maxClasses, textBytes <= maxTextBytes else {
          throw .unusableArray(
            path: pair.labels.location, reason: "too many different labels", remedy: "give each class one short label")
        }
      }
    }
    return texts.isEmpty ? highest : -1
  }
}
