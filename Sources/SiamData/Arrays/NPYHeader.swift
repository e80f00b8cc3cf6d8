import SiamCore

/// The header of an `.npy` file: the type, shape and order of an array's elements, which follow.
///
/// It is `\x93NUMPY`, a version, the length of the rest, and a Python dictionary as text. Source: NumPy Enhancement
/// Proposal 1, "A Simple File Format for NumPy Arrays".
struct NPYHeader: Equatable {
  var type: ElementType
  /// Whether the first dimension changes fastest.
  var isFortran: Bool
  var shape: [Int]
  /// The length of the header, in bytes.
  var length: Int

  private static let magic = [0x93] + Array("NUMPY".utf8)
  /// The maximum length of the dictionary, in bytes.
  private static let maxLength = 1 << 20
  /// The maximum number of dimensions, as in NumPy.
  private static let maxDimensions = 64

  /// The number of elements.
  ///
  /// The shape has been checked: neither it nor the number of bytes overflows.
  var count: Int { shape.reduce(1, *) }

  /// Whether these first bytes are those of an `.npy` file.
  static func begins(_ start: [UInt8]) -> Bool { start.starts(with: magic) }

  /// Reads a header.
  ///
  /// - Throws: `DataError` when the file isn't an array, is cut short, or its elements are neither numbers nor text.
  init(_ stream: any SequentialFile, path: String) throws(DataError) {
    func damaged(_ reason: String) -> DataError { .damaged(path: path, layout: .arrays, reason: reason) }
    let start = try stream.read(8)
    guard !start.isEmpty else { throw damaged("empty") }
    guard Self.begins(start) else { throw .wrongLayout(path: path, layout: .arrays, reason: "not an .npy file") }
    guard start.count == 8, 1...3 ~= start[6] else { throw damaged("unknown version") }
    let sizeBytes = start[6] == 1 ? 2 : 4
    let size = try stream.read(sizeBytes)
    let textLength = size.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard size.count == sizeBytes, textLength <= Self.maxLength else { throw damaged("incomplete or too long header") }
    let text = try stream.read(textLength)
    guard text.count == textLength else { throw damaged("incomplete header") }
    length = 8 + sizeBytes + textLength
    guard case .dictionary(let items) = PythonLiteral(text), let descriptor = items["descr"],
      case .bool(let isFortran) = items["fortran_order"], case .sequence(let sizes) = items["shape"]
    else { throw damaged("invalid header") }
    self.isFortran = isFortran
    shape = sizes.compactMap { if case .number(let size) = $0, size >= 0 { size } else { nil } }
    guard shape.count == sizes.count, shape.count <= Self.maxDimensions else { throw damaged("invalid shape") }
    guard case .text(let name) = descriptor, let type = ElementType(name) else {
      throw Self.unsupported(descriptor, path: path)
    }
    self.type = type
    // Zeros are skipped, as a product of the rest may still overflow.
    var bytes = type.size
    for size in shape where size > 0 {
      let (product, overflow) = bytes.multipliedReportingOverflow(by: size)
      guard !overflow else { throw damaged("the header's sizes are too large") }
      bytes = product
    }
    if let whole = stream.size, whole - length != count * type.size {
      throw damaged("the header says \(count * type.size) bytes, but the file holds \(max(whole - length, 0))")
    }
  }

  private static func unsupported(_ descriptor: PythonLiteral, path: String) -> DataError {
    if case .text(let name) = descriptor, name.hasSuffix("O") {
      return .unusableArray(
        path: path, reason: "an array of Python objects, which is a pickle",
        remedy: "save images of one size as numpy.stack(images) and labels as numpy.array(labels)")
    }
    var name = "a structure"
    if case .text(let text) = descriptor { name = text }
    return .unusableArray(
      path: path, reason: "elements of type \(name) are neither numbers nor text",
      remedy: "convert the array with astype, such as images.astype('uint8')")
  }
}
