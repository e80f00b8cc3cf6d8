/// An operation of an encoder, with its syntax in a specification.
public indirect enum EncoderOperation: Equatable, Sendable {
  /// `conv CHANNELS KERNEL [stride S] [pad P]`: a convolution with CHANNELS outputs, and with a bias unless `norm`
  /// follows.
  case convolution(outputs: Int, kernel: Int, stride: Int = 1, padding: Int)
  /// `norm`: batch normalisation.
  case normalization
  /// `relu`: max(0, x).
  case relu
  /// `leaky A`: leaky ReLU, x for x > 0, else A · x.
  case leakyReLU(slope: Float)
  /// `sigmoid`: 1 / (1 + e^−x).
  case sigmoid
  /// `pool K`: max pooling over K × K windows.
  case maxPool(size: Int)
  /// `average`: global average pooling.
  case averagePool
  /// `linear N`: a linear layer with N outputs and a bias.
  case linear(outputs: Int)
  /// `residual (BODY)`: the sum of the body's output and the input; `residual (BODY) shortcut (SHORTCUT)`: the sum of
  /// the outputs of both.
  ///
  /// Source: He et al. 2016, Deep Residual Learning, eq. 1 and 2.
  case residual(body: [EncoderOperation], shortcut: [EncoderOperation])

  /// Returns the padding for which a convolution with stride 1 preserves a map's size.
  static func samePadding(kernel: Int) -> Int { (kernel - 1) / 2 }
}

extension EncoderOperation: CustomStringConvertible {
  /// The operation as a specification has it, such as `conv 64 3`.
  public var description: String {
    switch self {
    case .convolution(let outputs, let kernel, let stride, let padding):
      "conv \(outputs) \(kernel)" + (stride == 1 ? "" : " stride \(stride)")
        + (kernel % 2 == 1 && padding == Self.samePadding(kernel: kernel) ? "" : " pad \(padding)")
    case .normalization: "norm"
    case .relu: "relu"
    case .leakyReLU(let slope): "leaky \(slope)"
    case .sigmoid: "sigmoid"
    case .maxPool(let size): "pool \(size)"
    case .averagePool: "average"
    case .linear(let outputs): "linear \(outputs)"
    case .residual(let body, let shortcut):
      "residual (\(body.specification))" + (shortcut.isEmpty ? "" : " shortcut (\(shortcut.specification))")
    }
  }
}

extension [EncoderOperation] {
  /// The operations as a specification has them, separated by commas.
  public var specification: String { map(\.description).joined(separator: ", ") }
}
