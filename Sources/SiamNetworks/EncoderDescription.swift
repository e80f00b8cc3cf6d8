public import SiamMessages
public import SiamTensors

/// The shape of a convolutional encoder: images in, one feature vector an image out.
///
/// A block is a 3×3 convolution without bias, batch normalisation, ReLU and 2×2 max pooling; the last map is flattened.
public struct EncoderDescription: Equatable, Sendable {
  /// Channels of an input image.
  public var channels: Int
  /// In pixels.
  public var height: Int
  /// In pixels.
  public var width: Int
  /// Output channels of each block.
  public var widths: [Int]

  /// An encoder of blocks with the given widths.
  public init(channels: Int, height: Int, width: Int, widths: [Int]) {
    self.channels = channels
    self.height = height
    self.width = width
    self.widths = widths
  }

  /// The encoder of a name, for images of a size.
  ///
  /// Source of `conv4`: Vinyals et al. 2016, Matching Networks, §4.1.
  public init(_ name: EncoderName, channels: Int, height: Int, width: Int) {
    switch name {
    case .conv4: self.init(channels: channels, height: height, width: width, widths: [64, 64, 64, 64])
    }
  }

  /// Length of a feature vector.
  public var dimension: Int {
    (widths.last ?? channels) * (height >> widths.count) * (width >> widths.count)
  }

  /// Multiplications and additions of one image's way through the convolutions.
  public var convolutionOperations: Int {
    var (inputs, area, total) = (channels, height * width, 0)
    for (index, outputs) in widths.enumerated() {
      area = (height >> index) * (width >> index)
      total += 2 * 9 * inputs * outputs * area
      inputs = outputs
    }
    return total
  }

  /// The same for a training step: forward, weight gradient and data gradient; the images need none of the last.
  public var trainingOperations: Int {
    3 * convolutionOperations - 2 * 9 * channels * (widths.first ?? 0) * height * width
  }

  /// The trained parameters.
  public var parameterShapes: [ParameterShape] {
    var inputs = channels
    var shapes: [ParameterShape] = []
    for (index, outputs) in widths.enumerated() {
      shapes.append(ParameterShape("blocks.\(index).convolution.weight", [outputs, inputs, 3, 3]))
      shapes.append(ParameterShape("blocks.\(index).normalization.weight", [outputs]))
      shapes.append(ParameterShape("blocks.\(index).normalization.bias", [outputs]))
      inputs = outputs
    }
    return shapes
  }

  /// The running statistics.
  public var statisticShapes: [ParameterShape] {
    widths.enumerated().flatMap { index, outputs in
      [
        ParameterShape("blocks.\(index).normalization.running_mean", [outputs]),
        ParameterShape("blocks.\(index).normalization.running_var", [outputs]),
      ]
    }
  }

  /// Draws the initial parameters: convolutions uniform in ±1/√(inputs · 9), scales 1, shifts 0; running means 0 and
  /// variances 1.
  ///
  /// Source: PyTorch's `Conv2d` and `BatchNorm2d` (He et al. 2015 with a = √5).
  public func initialize(_ parameters: ParameterStore, using generator: inout SeededGenerator) {
    var inputs = channels
    for (index, outputs) in widths.enumerated() {
      let weights = parameters.values("blocks.\(index).convolution.weight")
      let bound = 1 / Float(inputs * 9).squareRoot()
      for position in 0..<weights.count { weights[position] = generator.symmetric(bound) }
      parameters.values("blocks.\(index).normalization.weight").fill(1)
      parameters.values("blocks.\(index).normalization.bias").fill(0)
      parameters.statistic("blocks.\(index).normalization.running_mean").fill(0)
      parameters.statistic("blocks.\(index).normalization.running_var").fill(1)
      inputs = outputs
    }
  }
}
