import COneDNN

/// The order of a tensor's floats in memory: row-major, or blocked as oneDNN chose.
package final class Layout {
  let handle: OpaquePointer
  /// The size of each dimension, outermost first: N × C × H × W for images.
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
    guard let handle else { throw .library(operation: "\(name) layout", status: "no layout created") }
    return Layout(handle: handle, shape: shape)
  }

  /// Creates a row-major layout of rank 1 to 4.
  package static func plain(_ shape: [Int]) throws(TensorError) -> Layout {
    try make(shape, "plain") { siam_layout_plain($0, $1, &$2) }
  }

  /// Creates a placeholder: the primitive that it is passed to chooses the layout.
  package static func any(_ shape: [Int]) throws(TensorError) -> Layout {
    try make(shape, "free") { siam_layout_any($0, $1, &$2) }
  }

  /// Creates an `N × C × H × W` layout in which `block` channels of a pixel are adjacent: 8 or 16, padded with zeros;
  /// any other number stands for all channels.
  static func blocked(_ shape: [Int], block: Int) throws(TensorError) -> Layout {
    let tag: Int32 = block == 8 || block == 16 ? Int32(block) : 0
    return try make(shape, "blocked") { siam_layout_blocked($1, tag, &$2) }
  }

  /// The number of adjacent channels of a pixel, or nil for a layout of another kind.
  var block: Int? {
    guard shape.count == 4 else { return nil }
    let block = Int(siam_layout_block(handle, shape.map(Int64.init)))
    return block > 0 ? block : nil
  }

  /// Creates the layout of a matrix that is stored row by row or, if `transposed`, column by column.
  package static func matrix(rows: Int, columns: Int, transposed: Bool = false) throws(TensorError) -> Layout {
    let strides = transposed ? [1, Int64(rows)] : [Int64(columns), 1]
    return try make([rows, columns], "matrix") { siam_layout_strided($0, $1, strides, &$2) }
  }

  /// Returns the layout that a primitive uses for an argument, or nil if it doesn't have that argument.
  static func preferred(by primitive: OpaquePointer, for argument: siam_argument, shape: [Int]) throws(TensorError)
    -> Layout?
  {
    var handle: OpaquePointer?
    try check(siam_primitive_layout(primitive, argument, &handle), "layout query")
    return handle.map { Layout(handle: $0, shape: shape) }
  }

  /// The size in bytes, padding included.
  package var bytes: Int { siam_layout_bytes(handle) }

  /// Whether both layouts order the same elements in the same way.
  package func matches(_ other: Layout) -> Bool { siam_layout_equal(handle, other.handle) != 0 }
}
