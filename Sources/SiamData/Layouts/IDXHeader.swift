/// The start of an IDX file: how many values there are, along how many dimensions.
///
/// Two zero bytes, the kind of value (8: unsigned bytes), the number of dimensions, then the size of each, 32 bits, the
/// highest first; the values follow, the last dimension changing fastest. Source: LeCun, Cortes and Burges, The MNIST
/// database of handwritten digits, "File formats".
struct IDXHeader: Equatable {
  /// Of each dimension, the first being the number of images or labels.
  var sizes: [Int]

  /// In bytes.
  var length: Int { 4 + 4 * sizes.count }

  /// How many values follow; nil where no file could hold them.
  var valueCount: Int? {
    var count = 1
    for size in sizes {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      count = product
    }
    return count
  }

  /// Whether a file begins as IDX files of bytes do.
  static func begins(_ start: [UInt8]) -> Bool {
    start.count >= 4 && start.starts(with: [0, 0, 8]) && (1...4).contains(start[3])
  }

  /// Reads the header of a file, of which `dimensions` says how many there may be.
  init(_ stream: ByteStream, path: String, dimensions: ClosedRange<Int>) throws(DataError) {
    let bytes: [UInt8]
    do throws(ByteStream.Failure) {
      let magic = try stream.read(4)
      let rest = magic.count == 4 ? try stream.read(4 * min(Int(magic[3]), 4)) : []
      bytes = magic + rest
    } catch {
      throw error.dataError(path: path, layout: .idx)
    }
    guard !bytes.isEmpty else { throw .damaged(path: path, layout: .idx, reason: "it is empty") }
    guard bytes.count >= 4 else { throw .damaged(path: path, layout: .idx, reason: "it ends within its header") }
    guard bytes[0] == 0, bytes[1] == 0 else {
      throw .wrongLayout(path: path, layout: .idx, reason: "it does not begin as one")
    }
    guard bytes[2] == 8 else {
      throw .wrongLayout(path: path, layout: .idx, reason: "its values are not unsigned bytes")
    }
    guard dimensions.contains(Int(bytes[3])) else {
      let wanted = dimensions.count == 1 ? "\(dimensions.lowerBound)" : "\(dimensions.lowerBound) or more"
      throw .wrongLayout(
        path: path, layout: .idx, reason: "it has \(counted(Int(bytes[3]), "dimension")), not \(wanted)")
    }
    guard bytes.count == 4 + 4 * Int(bytes[3]) else {
      throw .damaged(path: path, layout: .idx, reason: "it ends within its header")
    }
    sizes = stride(from: 4, to: bytes.count, by: 4).map { place in
      bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
  }
}
