import SiamNetworks
import SiamTensors

extension GraphBuilder {
  /// Adds an encoder in evaluation mode.
  ///
  /// The input is `images`, `batch × channels × height × width`; the outputs are `features` and `embeddings`,
  /// `batch × dimension`.
  mutating func add(_ encoder: EncoderDescription) {
    let images = input(
      "images", rowsOf: [encoder.channels, encoder.height, encoder.width], "0…1, ink bright (1) on black (0)")
    // Flattens a feature map row by row; a vector is unchanged.
    let features = add("Flatten", [add(encoder.stages, from: images)], [.int("axis", 1)], as: "features")
    let length = add("ReduceL2", [features], [.ints("axes", [1]), .int("keepdims", 1)])
    // Features of zeros have an embedding of zeros.
    let divisor = add("Max", [length, number("least_length", 1e-12)])
    _ = add("Div", [features, divisor], as: "embeddings")
    output("embeddings", rowsOf: [encoder.dimension], "of unit length; squared distances are 0…4")
    output("features", rowsOf: [encoder.dimension], "before normalization to unit length: the input of a pair head")
  }

  private mutating func add(_ stages: [EncoderStage], from input: String) -> String {
    var last = input
    for stage in stages { last = add(stage, from: last) }
    return last
  }

  private mutating func add(_ stage: EncoderStage, from input: String) -> String {
    switch stage.operation {
    case .convolution(_, let kernel, let stride, let padding):
      let bias = stage.hasBias ? [parameter("\(stage.name).convolution.bias")] : []
      return add(
        "Conv", [input, parameter("\(stage.name).convolution.weight")] + bias,
        [
          .ints("kernel_shape", [kernel, kernel]), .ints("strides", [stride, stride]),
          .ints("pads", Array(repeating: padding, count: 4)),
        ])
    case .normalization:
      let trained = ["weight", "bias"].map { parameter("\(stage.name).normalization.\($0)") }
      let running = ["running_mean", "running_var"].map { statistic("\(stage.name).normalization.\($0)") }
      return add(
        "BatchNormalization", [input] + trained + running, [.float("epsilon", BatchNormalization.epsilon)])
    case .relu: return add("Relu", [input])
    case .leakyReLU(let slope): return add("LeakyRelu", [input], [.float("alpha", slope)])
    case .sigmoid: return add("Sigmoid", [input])
    case .maxPool(let size):
      return add("MaxPool", [input], [.ints("kernel_shape", [size, size]), .ints("strides", [size, size])])
    case .averagePool: return add("GlobalAveragePool", [input])
    case .linear:
      return dense(add("Flatten", [input], [.int("axis", 1)]), "\(stage.name).linear")
    case .residual:
      return add("Add", [add(stage.body, from: input), add(stage.shortcut, from: input)])
    }
  }

  /// Adds a linear layer with the parameters `name.weight`, `outputs × inputs`, and `name.bias`.
  mutating func dense(_ input: String, _ name: String) -> String {
    add("Gemm", [input, parameter("\(name).weight"), parameter("\(name).bias")], [.int("transB", 1)])
  }
}

extension GraphBuilder {
  /// Adds a pair head.
  ///
  /// The inputs are `first` and `second`, the features of two images each, `batch × dimension`; the outputs are
  /// `similarities`, 0…1, and the `logits` whose sigmoid they are, `batch`.
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
