public import SiamMessages
public import SiamTensors

/// The shape of a convolutional encoder: images in, one feature vector an image out, which is the last map row by row.
public struct EncoderDescription: Equatable, Sendable {
  /// Channels of an input image.
  public let channels: Int
  /// In pixels.
  public let height: Int
  /// In pixels.
  public let width: Int
  /// What happens to an image, in order.
  public let operations: [EncoderOperation]
  /// Why the operations can't follow each other on such images, where they can't.
  public let problem: EncoderError?
  /// The operations in their places; none where there is a problem.
  package let stages: [EncoderStage]

  /// An encoder of given operations; where they don't fit each other or the images, it has a `problem`.
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

  /// An encoder of blocks with the given widths: 3×3 convolution, batch normalisation, ReLU and 2×2 max pooling.
  public init(channels: Int, height: Int, width: Int, widths: [Int]) {
    self.init(channels: channels, height: height, width: width, operations: .conv4(widths: widths))
  }

  /// The encoder that a text spells, for images of a size.
  ///
  /// `widths` are the output channels of a named encoder's blocks, where they differ from its own. Throws where the
  /// text spells none, or its operations don't fit each other or the images.
  public init(
    _ spelling: EncoderSpelling, widths: [Int]? = nil, channels: Int, height: Int, width: Int
  ) throws(EncoderError) {
    let operations = try Self.operations(spelling, widths: widths)
    self.init(channels: channels, height: height, width: width, operations: operations)
    if let problem { throw problem }
  }

  /// What a spelling stands for, whatever the images.
  public static func operations(
    _ spelling: EncoderSpelling, widths: [Int]? = nil
  ) throws(EncoderError) -> [EncoderOperation] {
    if let widths {
      let allowed = EncoderParser.widths
      guard (1...64).contains(widths.count), widths.allSatisfy(allowed.contains) else {
        throw .widths(widths, expected: "1 to 64 numbers, each \(allowed.lowerBound) to \(allowed.upperBound)")
      }
    }
    switch spelling {
    case .conv4: return widths.map { .conv4(widths: $0) } ?? .conv4()
    case .resnet12: return widths.map { .resnet12(widths: $0) } ?? .resnet12()
    case .koch:
      guard let widths else { return .koch() }
      guard widths.count == 4 else { throw .widths(widths, expected: "koch has four convolutions") }
      return .koch(widths: widths)
    default:
      if let widths { throw .widths(widths, expected: "a description names its own") }
      return try EncoderParser.operations(spelling.rawValue)
    }
  }

  /// Length of a feature vector; 0 where there is a problem.
  public var dimension: Int {
    problem == nil ? stages.last?.output.count ?? channels * height * width : 0
  }

  /// Output channels of the convolutions, in order.
  public var widths: [Int] { convolutions.map(\.output.channels) }

  /// All stages, those within residual groups included.
  var flattened: [EncoderStage] { stages.flatMap(\.flattened) }

  private var convolutions: [EncoderStage] {
    flattened.filter { if case .convolution = $0.operation { true } else { false } }
  }

  /// Multiplications and additions of one image's way through the convolutions.
  public var convolutionOperations: Int { convolutions.reduce(0) { $0 + $1.products } }

  /// The same for a training step: forward, weight gradient and data gradient; the images need none of the last.
  public var trainingOperations: Int {
    var total = 3 * convolutionOperations
    if case .convolution = operations.first, let first = stages.first { total -= first.products }
    return total
  }

  /// The trained parameters.
  public var parameterShapes: [ParameterShape] { flattened.flatMap(\.parameterShapes) }

  /// The running statistics.
  public var statisticShapes: [ParameterShape] { flattened.flatMap(\.statisticShapes) }

  /// Draws the initial parameters: convolutions, dense layers and their biases uniform in ±1/√inputs (channels times
  /// kernel area), scales 1, shifts 0; running means 0 and variances 1.
  ///
  /// Source: PyTorch's `Conv2d`, `Linear` and `BatchNorm2d` (He et al. 2015 with a = √5).
  public func initialize(_ parameters: ParameterStore, using generator: inout SeededGenerator) {
    for stage in flattened { stage.initialize(parameters, using: &generator) }
  }
}

extension EncoderStage {
  /// What each output of a convolution or a dense layer is a sum of.
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
