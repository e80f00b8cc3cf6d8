import SiamCore

/// The header of an IDX file: the number of values along each dimension.
///
/// It consists of two zero bytes, the type of the values (8 for unsigned bytes), the number of dimensions, and the
/// 32-bit big-endian size of each dimension. The values follow, the last dimension changing fastest. Source: LeCun,
/// Cortes and Burges, The MNIST database of handwritten digits, "File formats".
struct IDXHeader: Equatable {
  /// The size of each dimension; the first is the number of images or labels.
  var sizes: [Int]

  /// The length of the header, in bytes.
  var length: Int { 4 + 4 * sizes.count }

  /// The number of values that follow, or nil if no file could hold them.
  var valueCount: Int? {
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// Whether these first bytes are those of an IDX file of unsigned bytes.
  static func begins(_ start: [UInt8]) -> Bool {
    start.count >= 4 && start.starts(with: [0, 0, 8]) && (1...4).contains(start[3])
  }

  /// Reads a header with a number of dimensions in `dimensions`.
  init(_ stream: any SequentialFile, path: String, dimensions: ClosedRange<Int>) throws(DataError) {
    let magic = try stream.read(4)
    let bytes = magic + (magic.count == 4 ? try stream.read(4 * min(Int(magic[3]), 4)) : [])
    guard !bytes.isEmpty else { throw .damaged(path: path, layout: .idx, reason: "empty") }
    guard bytes.count >= 4 else { throw .damaged(path: path, layout: .idx, reason: "incomplete header") }
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw .wrongLayout(path: path, layout: .idx, reason: "wrong first bytes")
    }
    guard bytes[2] == 8 else {
      throw .wrongLayout(path: path, layout: .idx, reason: "the values are not unsigned bytes")
    }
    guard dimensions.contains(Int(bytes[3])) else {
      let expected = dimensions.count == 1 ? "\(dimensions.lowerBound)" : "\(dimensions.lowerBound) or more"
      throw .wrongLayout(
        path: path, layout: .idx, reason: "\(counted(Int(bytes[3]), "dimension")); expected \(expected)")
    }
    guard bytes.count == 4 + 4 * Int(bytes[3]) else {
      throw .damaged(path: path, layout: .idx, reason: "incomplete header")
    }
    sizes = stride(from: 4, to: bytes.count, by: 4).map { offset in
      bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
