extension [EncoderOperation] {
  /// Returns one block per width: 3×3 convolution, batch normalisation, ReLU, 2×2 max pooling.
  ///
  /// Source: Vinyals et al. 2016, Matching Networks, §4.1, with four blocks of width 64.
  public static func conv4(widths: [Int] = [64, 64, 64, 64]) -> [EncoderOperation] {
    widths.flatMap { width -> [EncoderOperation] in
      [.convolution(outputs: width, kernel: 3, padding: 1), .normalization, .relu, .maxPool(size: 2)]
    }
  }

  /// Returns 10×10, 7×7, 4×4 and 4×4 convolutions without padding, each with ReLU and all but the last with 2×2 max
  /// pooling, then 4096 sigmoid units: 38,947,648 parameters for 1 × 105 × 105 images.
  ///
  /// Parameters are initialised as in PyTorch, not as in the paper (§3.2: convolutions N(0, 0.01), biases N(0.5, 0.01),
  /// dense weights N(0, 0.2)), whose dense weights saturate the sigmoids, each of which sums 9216 inputs.
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

  /// Returns one residual block per width, then global average pooling. A block's body is three 3×3 convolutions with
  /// batch normalisation and leaky ReLU, its shortcut a 1×1 convolution with batch normalisation. Each block
  /// ends with 2×2 max pooling.
  ///
  /// Unlike the papers' networks it has no DropBlock.
  ///
  /// Source: Lee et al. 2019, MetaOptNet, §4.1, for the widths; Oreshkin et al. 2018, TADAM, §3.
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
