import PlainReference
import SiamTensors
import Testing

@Suite(.computing)
struct MatrixProductTests {
  @Test(arguments: [[1, 1, 1], [2, 3, 5], [17, 13, 9], [48, 64, 48], [64, 1, 64], [5, 100, 1]])
  func `a matrix product agrees with a plain reference`(_ sizes: [Int]) throws {
    let context = try ComputeContext()
    var generator = SeededGenerator(seed: 18, purpose: .weights, step: sizes[1])
    let left = Numbers(random: [sizes[0], sizes[1]], using: &generator)
    let right = Numbers(random: [sizes[1], sizes[2]], using: &generator)
    let expected = plainProduct(left, right)
    for transposing in [false, true] {
      let product = try MatrixProduct(
        context, rows: sizes[0], inner: sizes[1], columns: sizes[2], transposingRight: transposing)
      product.left.copy(from: left.floats)
      product.right.copy(from: (transposing ? right.transposed : right).floats)
      product.product.fill(.nan)
      try product.multiply()
      #expect(relativeDifference(product.product.values, expected) < 1e-5)
    }
  }

  @Test func `factors may share their memory`() throws {
    let rows = try FloatBuffer(count: 4)
    rows.copy(from: [1, 2, 3, 4])
    let product = try MatrixProduct(
      try ComputeContext(), rows: 2, inner: 2, columns: 2, left: rows, right: rows, transposingRight: true)
    try product.multiply()
    #expect(product.product.values == [5, 11, 11, 25])
  }

  @Test func `a matrix product rejects empty factors and too little memory`() throws {
    let context = try ComputeContext()
    #expect(
      throws: TensorError.shape(
        operation: "matrix product", found: [2, 0, 3], expected: "factors of at least 1 × 1")
    ) {
      try MatrixProduct(context, rows: 2, inner: 0, columns: 3)
    }
    let short = try FloatBuffer(count: 5)
    #expect(throws: TensorError.self) { try MatrixProduct(context, rows: 2, inner: 3, columns: 3, left: short) }
    #expect(throws: TensorError.self) { try MatrixProduct(context, rows: 2, inner: 3, columns: 3, right: short) }
  }
}
