extension [EncoderOperation] {
  /// A block a width: 3×3 convolution, batch normalisation, ReLU, 2×2 max pooling.
  ///
  /// Source: Vinyals et al. 2016, Matching Networks, §4.1, with four times 64.
  public static func conv4(widths: [Int] = [64, 64, 64, 64]) -> [EncoderOperation] {
    widths.flatMap { width -> [EncoderOperation] in
      [.convolution(outputs: width, kernel: 3, padding: 1), .normalization, .relu, .maxPool(size: 2)]
    }
  }

  /// Convolutions of 10×10, 7×7, 4×4 and 4×4 without padding, the first three with ReLU and 2×2 max pooling, then 4096
  /// sigmoids: 38,947,648 parameters for 1 × 105 × 105 images.
  ///
  /// The initial parameters are PyTorch's, as everywhere here: of the paper's (§3.2: convolutions of N(0, 0.01), biases
  /// of N(0.5, 0.01), dense weights of N(0, 0.2)), the last saturate the sigmoids, 9216 numbers a sum.
  ///
  /// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, figure 4.
  public static func koch(widths: [Int] = [64, 128, 128, 256]) -> [EncoderOperation] {
    let kernels = [10, 7, 4, 4]
    var operations: [EncoderOperation] = []
    for (index, (width, kernel)) in zip(widths, kernels).enumerated() {
      operations += [.convolution(outputs: width, kernel: kernel, padding: 0), .relu]
      if index + 1 < kernels.count { operations.append(.maxPool(size: 2)) }
    }
    return operations + [.linear(outputs: 4096), .sigmoid]
  }

  /// A residual block a width, then the mean of the last map. A block is three 3×3 convolutions with batch
  /// normalisation and leaky ReLU, a 1×1 convolution with batch normalisation beside them, and 2×2 max pooling.
  ///
  /// Without DropBlock, which regularises the papers' networks.
  ///
  /// Source: Lee et al. 2019, MetaOptNet, §4.1, whose widths these are; Oreshkin et al. 2018, TADAM, §3.
  public static func resnet12(widths: [Int] = [64, 160, 320, 640]) -> [EncoderOperation] {
    let leaky = EncoderOperation.leakyReLU(slope: 0.1)
    return widths.flatMap { width -> [EncoderOperation] in
      let convolution: [EncoderOperation] = [.convolution(outputs: width, kernel: 3, padding: 1), .normalization]
      let shortcut: [EncoderOperation] = [.convolution(outputs: width, kernel: 1, padding: 0), .normalization]
      return [
        .residual(body: convolution + [leaky] + convolution + [leaky] + convolution, shortcut: shortcut), leaky,
        .maxPool(size: 2),
      ]
    } + [.averagePool]
  }
}
