import SiamCore

/// A label in an array: a whole number or text.
enum ArrayLabel: Hashable {
  case number(Int)
  case text([UInt8])
}

/// Reads the labels of an array one after the other: numbers or text, a column of them, or one-hot rows.
final class ArrayLabels {
  /// The number of labels.
  let count: Int
  /// The number of elements of a label: one, or the number of classes of one-hot rows.
  private let columns: Int
  private let file: ArrayFile
  private let values: ArrayValues
  private var part: ArraySlice<ArrayLabel> = []

  /// The maximum number of bytes of a row, and the number read at a time.
  private static let maxRowBytes = 1 << 16

  /// The number of labels and of elements of each for a shape; nil if labels don't have such a shape.
  static func layout(of header: NPYHeader) -> (count: Int, columns: Int)? {
    switch header.shape.count {
    case 1: return (header.shape[0], 1)
    case 2 where header.shape[1] == 1: return (header.shape[0], 1)
    case 2 where header.shape[0] == 1: return (header.shape[1], 1)
    case 2
    where header.type.isNumber && !header.isFortran && header.shape[1] > 0
      && header.shape[1] <= maxRowBytes / header.type.size:
      return (header.shape[0], header.shape[1])
    default: return nil
    }
  }

  /// Opens an array.
  ///
  /// - Throws: `DataError` when it can't be read, or doesn't have the shape of labels.
  init(_ file: ArrayFile) throws(DataError) {
    self.file = file
    guard let (count, columns) = Self.layout(of: file.header) else {
      let shape = file.header.shape.map(String.init).joined(separator: "×")
      throw .unusableArray(
        path: file.location, reason: "the shape of the labels is \(shape)",
        remedy: "give one label for each image, a whole number or text")
    }
    (self.count, self.columns) = (count, columns)
    values = try file.open()
  }

  /// Reads the next label; nil after the last.
  ///
  /// - Throws: `DataError` when the file can't be read or an element isn't a label.
  func next() throws(DataError) -> ArrayLabel? {
    if part.isEmpty { part = try nextPart()[...] }
    return part.popFirst()
  }

  private func nextPart() throws(DataError) -> [ArrayLabel] {
    let type = file.header.type
    let rows = max(1, Self.maxRowBytes / (columns * type.size))
    let bytes = try values.next(rows * columns)
    guard type.isNumber else {
      return stride(from: 0, to: bytes.count, by: type.size).map { .text(type.text(bytes[$0..<$0 + type.size])) }
    }
    let numbers = type.numbers(bytes)
    guard columns > 1 else {
      return try numbers.map { number throws(DataError) in
        guard let label = Int(exactly: number) else {
          throw unusable("the label \(NumberFormat.shortest(number, digits: 4)) is not a whole number")
        }
        return .number(label)
      }
    }
    return try stride(from: 0, to: numbers.count, by: columns).map { start throws(DataError) in
      let row = numbers[start..<start + columns]
      guard let hot = row.firstIndex(of: 1), row.count(where: { $0 != 0 }) == 1 else {
        throw unusable("rows of \(columns) labels of which not exactly one is 1")
      }
      return .number(hot - start)
    }
  }

  private func unusable(_ reason: String) -> DataError {
    .unusableArray(path: file.location, reason: reason, remedy: "give one label for each image, a whole number or text")
  }
}
