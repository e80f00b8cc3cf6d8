import COneDNN

/// The matrix product `c = a · b`, planned once: a is `rows × inner`, b `inner × columns`, c `rows × columns`, all
/// row-major.
public final class MatrixProduct {
  /// The left factor, `rows × inner`.
  public let left: FloatBuffer
  /// The right factor, `inner × columns`, or `columns × inner` if transposed.
  public let right: FloatBuffer
  /// The product, `rows × columns`.
  public let product: FloatBuffer
  private let step: BoundPrimitive

  /// Plans a product into new memory.
  ///
  /// The factors use the memory of `left` and `right`, which are allocated if nil; with `transposingRight` the right
  /// factor is stored as `columns × inner`. Throws `TensorError.shape` for a size of 0 or too little memory.
  public init(
    _ context: ComputeContext, rows: Int, inner: Int, columns: Int, left: FloatBuffer? = nil,
    right: FloatBuffer? = nil, transposingRight: Bool = false
  ) throws(TensorError) {
    guard rows > 0, inner > 0, columns > 0, (left?.count ?? .max) >= rows * inner,
      (right?.count ?? .max) >= inner * columns
    else {
      throw .shape(operation: "matrix product", found: [rows, inner, columns], expected: "factors of at least 1 × 1")
    }
    self.left = if let left { left } else { try FloatBuffer(count: rows * inner) }
    self.right = if let right { right } else { try FloatBuffer(count: inner * columns) }
    product = try FloatBuffer(count: rows * columns)
    let leftLayout = try Layout.matrix(rows: rows, columns: inner)
    let rightLayout = try Layout.matrix(rows: inner, columns: columns, transposed: transposingRight)
    let productLayout = try Layout.matrix(rows: rows, columns: columns)
    let primitive = try Primitive("matrix product") {
      siam_matrix_product_create(context.handle, leftLayout.handle, rightLayout.handle, productLayout.handle, &$0)
    }
    step = try BoundPrimitive(
      context, primitive,
      [
        (SIAM_SOURCE, leftLayout, self.left), (SIAM_WEIGHTS, rightLayout, self.right),
        (SIAM_DESTINATION, productLayout, product),
      ])
  }

  /// Computes `product` from the factors.
  ///
  /// - Throws: `TensorError.library`.
  public func multiply() throws(TensorError) { try step.execute() }
}
