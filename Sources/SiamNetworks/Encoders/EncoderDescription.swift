public import SiamCore
public import SiamTensors

/// The architecture of a convolutional encoder, which maps an image to a feature vector: the last map, flattened.
public struct EncoderDescription: Equatable, Sendable {
  /// The number of channels of an image.
  public let channels: Int
  /// The height of an image in pixels.
  public let height: Int
  /// The width of an image in pixels.
  public let width: Int
  /// The operations, in order.
  public let operations: [EncoderOperation]
  /// Why the operations can't be applied to such images, or nil if they can.
  public let problem: EncoderError?
  /// The operations with their input and output shapes; empty if there is a problem.
  package let stages: [EncoderStage]

  /// Creates an encoder of the given operations; if they don't fit each other or the images, it has a `problem`.
  public init(channels: Int, height: Int, width: Int, operations: [EncoderOperation]) {
    self.channels = channels
    self.height = height
    self.width = width
    self.operations = operations
    do throws(EncoderError) {
      stages = try EncoderStage.stages(
        operations, from: FeatureShape(channels: channels, height: height, width: width), named: "blocks")
      problem = nil
    } catch {
      stages = []
      problem = error
    }
  }

  /// Creates an encoder with one block per width: 3×3 convolution, batch normalisation, ReLU and 2×2 max pooling.
  public init(channels: Int, height: Int, width: Int, widths: [Int]) {
    self.init(channels: channels, height: height, width: width, operations: .conv4(widths: widths))
  }

  /// Creates the encoder that a specification describes, for images of a size.
  ///
  /// `widths` are the output channels of a named encoder's blocks (default: the encoder's own). Throws `EncoderError`
  /// if the specification is invalid, or its operations don't fit each other or the images.
  public init(
    _ spec: EncoderSpec, widths: [Int]? = nil, channels: Int, height: Int, width: Int
  ) throws(EncoderError) {
    let operations = try Self.operations(spec, widths: widths)
    self.init(channels: channels, height: height, width: width, operations: operations)
    if let problem { throw problem }
  }

  /// Returns the operations of a specification.
  ///
  /// - Throws: `EncoderError` if the specification or the widths are invalid.
  public static func operations(
    _ spec: EncoderSpec, widths: [Int]? = nil
  ) throws(EncoderError) -> [EncoderOperation] {
    if let widths {
      let allowed = EncoderParser.widths
      guard (1...64).contains(widths.count), widths.allSatisfy(allowed.contains) else {
        throw .invalidWidths(widths, expected: "1 to 64 numbers, each \(allowed.lowerBound) to \(allowed.upperBound)")
      }
    }
    switch spec {
    case .conv4: return widths.map { .conv4(widths: $0) } ?? .conv4()
    case .resnet12: return widths.map { .resnet12(widths: $0) } ?? .resnet12()
    case .koch:
      guard let widths else { return .koch() }
      guard widths.count == 4 else {
        throw .invalidWidths(widths, expected: "four numbers, as koch has four convolutions")
      }
      return .koch(widths: widths)
    default:
      if let widths { throw .invalidWidths(widths, expected: "none, as an encoder of your own sets its widths itself") }
      return try EncoderParser.operations(spec.rawValue)
    }
  }

  /// The length of a feature vector; 0 if there is a problem.
  public var dimension: Int {
    problem == nil ? stages.last?.output.count ?? channels * height * width : 0
  }

  /// The output channels of the convolutions, in order.
  public var widths: [Int] { convolutions.map(\.output.channels) }

  /// All stages, including those inside residual groups.
  var flattened: [EncoderStage] { stages.flatMap(\.flattened) }

  private var convolutions: [EncoderStage] {
    flattened.filter { if case .convolution = $0.operation { true } else { false } }
  }

  /// The number of multiplications and additions in the convolutions of a forward pass, per image.
  public var convolutionOperations: Int { convolutions.reduce(0) { $0 + $1.products } }

  /// The number of multiplications and additions in the convolutions of a training step, per image.
  ///
  /// It counts the forward pass, the weight gradient and the data gradient, which the first convolution doesn't need.
  public var trainingOperations: Int {
    var total = 3 * convolutionOperations
    if case .convolution = operations.first, let first = stages.first { total -= first.products }
    return total
  }

  /// The names and shapes of the trained parameters.
  public var parameterShapes: [ParameterShape] { flattened.flatMap(\.parameterShapes) }

  /// The names and shapes of the running statistics.
  public var statisticShapes: [ParameterShape] { flattened.flatMap(\.statisticShapes) }

  /// Initialises the parameters: weights and biases of convolutions and linear layers are uniform in ±1/√inputs, where
  /// a convolution has channels times kernel area inputs; scales are 1, shifts 0, running means 0 and variances 1.
  ///
  /// Source: PyTorch's `Conv2d`, `Linear` and `BatchNorm2d` (He et al. 2015 with a = √5).
  public func initialize(_ parameters: ParameterStore, using generator: inout SeededGenerator) {
    for stage in flattened { stage.initialize(parameters, using: &generator) }
  }
}

extension EncoderStage {
  /// The number of inputs that each output of a convolution or a linear layer is a weighted sum of.
  private var inputs: Int {
    switch operation {
    case .convolution(_, let kernel, _, _): input.channels * kernel * kernel
    case .linear: input.count
    default: 0
    }
  }

  fileprivate var products: Int { 2 * inputs * output.count }

  fileprivate var parameterShapes: [ParameterShape] {
    switch operation {
    case .convolution(let outputs, let kernel, _, _):
      [ParameterShape("\(name).convolution.weight", [outputs, input.channels, kernel, kernel])]
        + (hasBias ? [ParameterShape("\(name).convolution.bias", [outputs])] : [])
    case .linear(let outputs):
      [
        ParameterShape("\(name).linear.weight", [outputs, input.count]),
        ParameterShape("\(name).linear.bias", [outputs]),
      ]
    case .normalization:
      ["weight", "bias"].map { ParameterShape("\(name).normalization.\($0)", [input.channels]) }
    default: []
    }
  }

  fileprivate var statisticShapes: [ParameterShape] {
    guard operation == .normalization else { return [] }
    return ["running_mean", "running_var"].map { ParameterShape("\(name).normalization.\($0)", [input.channels]) }
  }

  fileprivate func initialize(_ parameters: ParameterStore, using generator: inout SeededGenerator) {
    if operation == .normalization {
      parameters.values("\(name).normalization.weight").fill(1)
      parameters.values("\(name).normalization.bias").fill(0)
      parameters.statistic("\(name).normalization.running_mean").fill(0)
      parameters.statistic("\(name).normalization.running_var").fill(1)
      return
    }
    let bound = 1 / Float(inputs).squareRoot()
    for shape in parameterShapes {
      let values = parameters.values(shape.name)
      for index in 0..<values.count { values[index] = generator.symmetric(bound) }
    }
  }
}
