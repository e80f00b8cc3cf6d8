import PlainReference
import SiamTensors

/// Runs a layer forward and backward with row-major inputs and outputs.
struct LayerRun {
  var output: Numbers
  var inputGradients: Numbers
  var layer: any Layer

  /// Runs the layer that `make` plans.
  ///
  /// Without `outputGradients` it runs an inference layer forward only; if `blocked`, the layer's input has a layout
  /// that oneDNN chose, as inside a network.
  init(
    _ input: Numbers, outputGradients: Numbers?, blocked: Bool = false, passes: Int = 2,
    _ make: (ComputeContext, Tensor) throws -> any Layer
  ) throws {
    let context = try ComputeContext()
    let plain = try Tensor(try .plain(input.shape), withGradients: true)
    let mode: Mode = outputGradients == nil ? .inference : .training
    var layers: [any Layer] = []
    if blocked { layers.append(try Self.identity(context, plain, mode: mode)) }
    layer = try make(context, layers.last?.output ?? plain)
    layers.append(layer)
    layers.append(try Flatten(context, input: layer.output, mode: mode))
    let last = layers[layers.count - 1].output
    // Run several times, as a pass must overwrite the results of the previous one.
    for _ in 0..<passes {
      plain.values.copy(from: input.floats)
      plain.gradients?.fill(.nan)
      for layer in layers { try layer.forward() }
      guard let outputGradients else { continue }
      last.gradients?.copy(from: outputGradients.floats)
      for layer in layers.reversed() { try layer.backward() }
    }
    output = Numbers(layer.output.shape, last.values.values.map(Double.init))
    inputGradients = Numbers(input.shape, plain.gradients?.values.map(Double.init) ?? [])
  }

  /// Creates a 1×1 convolution that changes only the layout: products with 1 and 0 are exact.
  private static func identity(_ context: ComputeContext, _ input: Tensor, mode: Mode) throws -> Convolution {
    let channels = input.shape[1]
    let store = try ParameterStore([ParameterShape("identity", [channels, channels, 1, 1])], statistics: [])
    for channel in 0..<channels { store.values("identity")[channel * (channels + 1)] = 1 }
    return try Convolution(context, input: input, weights: store.parameter("identity"), padding: 0, mode: mode)
  }
}

extension ParameterStore {
  /// Creates a store of parameters with these values; gradients are NaN until a pass writes them.
  convenience init(
    _ parameters: [(name: String, numbers: Numbers)], statistics: [(name: String, numbers: Numbers)] = []
  ) throws {
    try self.init(
      parameters.map { ParameterShape($0.name, $0.numbers.shape) },
      statistics: statistics.map { ParameterShape($0.name, $0.numbers.shape) })
    for (name, numbers) in parameters {
      values(name).copy(from: numbers.floats)
      gradients(name).fill(.nan)
    }
    for (name, numbers) in statistics { statistic(name).copy(from: numbers.floats) }
  }
}
