internal import SiamNetworks

extension GraphBuilder {
  /// Adds a pair head: `first` and `second`, the features of two images each, `batch × dimension`, to `similarities`,
  /// 0…1, and the `logits` they are the sigmoid of, `batch` both.
  mutating func addPairHead(dimension: Int, layers: Int) {
    let features = ["first", "second"].map { name in
      input(name, rowsOf: [dimension], "the encoder's features, not its embeddings")
    }
    var last = add("Abs", [add("Sub", features)])
    for layer in 0..<layers {
      if layer > 0 { last = add("Relu", [last]) }
      last = dense(last, "head.\(layer)")
    }
    let logits = add("Squeeze", [last, list("only_column", 1)], as: "logits")
    _ = add("Sigmoid", [logits], as: "similarities")
    output("similarities", rowsOf: [], "of the two images, 0…1")
    output("logits", rowsOf: [], "whose sigmoid the similarities are")
  }
}
