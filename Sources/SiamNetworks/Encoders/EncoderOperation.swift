/// One operation of an encoder, as a description spells it.
public indirect enum EncoderOperation: Equatable, Sendable {
  /// `conv CHANNELS KERNEL [stride S] [pad P]`: a convolution to so many channels, with a bias unless `norm` follows.
  case convolution(outputs: Int, kernel: Int, stride: Int = 1, padding: Int)
  /// `norm`: batch normalisation.
  case normalization
  /// `relu`
  case relu
  /// `leaky A`: x where it is above 0, else A · x.
  case leakyReLU(slope: Float)
  /// `sigmoid`
  case sigmoid
  /// `pool K`: the largest of each K × K square.
  case maxPool(size: Int)
  /// `average`: the mean of each whole map.
  case averagePool
  /// `linear N`: a dense layer with bias to N numbers.
  case linear(outputs: Int)
  /// `residual (…)` adds its input to what the body makes of it, `residual (…) shortcut (…)` what the shortcut makes.
  ///
  /// Source: He et al. 2016, Deep Residual Learning, eq. 1 and 2.
  case residual(body: [EncoderOperation], shortcut: [EncoderOperation])

  /// Padding that keeps a map's size at stride 1.
  static func keepingSize(kernel: Int) -> Int { (kernel - 1) / 2 }
}

extension EncoderOperation: CustomStringConvertible {
  /// As a description spells it, such as `conv 64 3`.
  public var description: String {
    switch self {
    case .convolution(let outputs, let kernel, let stride, let padding):
      "conv \(outputs) \(kernel)" + (stride == 1 ? "" : " stride \(stride)")
        + (kernel % 2 == 1 && padding == Self.keepingSize(kernel: kernel) ? "" : " pad \(padding)")
    case .normalization: "norm"
    case .relu: "relu"
    case .leakyReLU(let slope): "leaky \(slope)"
    case .sigmoid: "sigmoid"
    case .maxPool(let size): "pool \(size)"
    case .averagePool: "average"
    case .linear(let outputs): "linear \(outputs)"
    case .residual(let body, let shortcut):
      "residual (\(body.spelling))" + (shortcut.isEmpty ? "" : " shortcut (\(shortcut.spelling))")
    }
  }
}

extension [EncoderOperation] {
  /// As a description spells them, with commas between.
  public var spelling: String { map(\.description).joined(separator: ", ") }
}
