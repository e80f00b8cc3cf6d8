internal import COneDNN

/// How a tensor's floats lie in memory: row-major, or in blocks that oneDNN chose.
package final class Layout {
  let handle: OpaquePointer
  /// Sizes, outermost first: N × C × H × W for images.
  package let shape: [Int]

  private init(handle: OpaquePointer, shape: [Int]) {
    self.handle = handle
    self.shape = shape
  }

  deinit { siam_layout_destroy(handle) }

  private static func make(
    _ shape: [Int], _ name: String, _ create: (Int32, [Int64], inout OpaquePointer?) -> Int32
  ) throws(TensorError) -> Layout {
    var handle: OpaquePointer?
    try check(create(Int32(shape.count), shape.map(Int64.init), &handle), "\(name) layout \(shape)")
    guard let handle else { throw .library(operation: "\(name) layout", status: "nothing made") }
    return Layout(handle: handle, shape: shape)
  }

  /// Row-major, rank 1 to 4.
  package static func plain(_ shape: [Int]) throws(TensorError) -> Layout {
    try make(shape, "plain") { siam_layout_plain($0, $1, &$2) }
  }

  /// Whatever suits the primitive it is given to.
  package static func any(_ shape: [Int]) throws(TensorError) -> Layout {
    try make(shape, "free") { siam_layout_any($0, $1, &$2) }
  }

  /// `N × C × H × W` with so many channels of a pixel together, 8 or 16 and padded with zeros, or all of them.
  static func blocked(_ shape: [Int], block: Int) throws(TensorError) -> Layout {
    let tag: Int32 = block == 8 || block == 16 ? Int32(block) : 0
    return try make(shape, "blocked") { siam_layout_blocked($1, tag, &$2) }
  }

  /// Channels of a pixel that lie together, or nil where the layout is of another kind.
  var block: Int? {
    guard shape.count == 4 else { return nil }
    let block = Int(siam_layout_block(handle, shape.map(Int64.init)))
    return block > 0 ? block : nil
  }

  /// A matrix whose storage is row-major or, where it is `transposed`, `columns × rows`.
  package static func matrix(rows: Int, columns: Int, transposed: Bool = false) throws(TensorError) -> Layout {
    let strides = transposed ? [1, Int64(rows)] : [Int64(columns), 1]
    return try make([rows, columns], "matrix") { siam_layout_strided($0, $1, strides, &$2) }
  }

  /// What a primitive wants for an argument, or nil where it takes none.
  static func wanted(by primitive: OpaquePointer, for argument: siam_argument, shape: [Int]) throws(TensorError)
    -> Layout?
  {
    var handle: OpaquePointer?
    try check(siam_primitive_layout(primitive, argument, &handle), "layout query")
    return handle.map { Layout(handle: $0, shape: shape) }
  }

  /// Memory it takes, padding included.
  package var bytes: Int { siam_layout_bytes(handle) }

  /// Whether both describe the same memory.
  package func matches(_ other: Layout) -> Bool { siam_layout_equal(handle, other.handle) != 0 }
}
