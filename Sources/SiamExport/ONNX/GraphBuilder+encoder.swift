internal import SiamNetworks
internal import SiamTensors

extension GraphBuilder {
  /// Adds an encoder, with running statistics: `images`, `batch × channels × height × width`, to `features` and
  /// `embeddings`, `batch × dimension` both.
  mutating func add(_ encoder: EncoderDescription) {
    let images = input(
      "images", rowsOf: [encoder.channels, encoder.height, encoder.width], "0…1, ink bright (1) on black (0)")
    // A map becomes a vector row by row; a vector stays as it is.
    let features = add("Flatten", [add(encoder.stages, from: images)], [.int("axis", 1)], as: "features")
    let length = add("ReduceL2", [features], [.ints("axes", [1]), .int("keepdims", 1)])
    // Features of zeros stay zeros.
    let divisor = add("Max", [length, number("least_length", 1e-12)])
    _ = add("Div", [features, divisor], as: "embeddings")
    output("embeddings", rowsOf: [encoder.dimension], "of unit length; squared distances are 0…4")
    output("features", rowsOf: [encoder.dimension], "before they are brought to unit length: what a pair head sees")
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

  /// Adds a dense layer whose weights, `outputs × inputs`, and bias begin with a name.
  mutating func dense(_ input: String, _ name: String) -> String {
    add("Gemm", [input, parameter("\(name).weight"), parameter("\(name).bias")], [.int("transB", 1)])
  }
}
