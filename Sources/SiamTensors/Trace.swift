extension ComputeContext {
  func traced(_ name: String, _ implementation: String, _ body: () throws(TensorError) -> Void) throws(TensorError) {
    try body()
  }
}
