/// An encoder's name (`conv4`, `koch` or `resnet12`) or a list of its layers, such as
/// `conv 64 3, norm, relu, pool 2, average, linear 256, sigmoid`.
///
/// Recipes store it as text; `EncoderDescription` of SiamNetworks parses it.
public struct EncoderSpec: RawRepresentable, Codable, Hashable, Sendable {
  /// The text as given.
  public let rawValue: String

  /// Creates a spec from any text. Invalid text is reported when the encoder is built.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Four blocks of 3×3 convolution to 64 channels, batch normalisation, ReLU and 2×2 max pooling.
  ///
  /// Source: Vinyals et al. 2016, Matching Networks, §4.1.
  public static let conv4 = EncoderSpec(rawValue: "conv4")
  /// Four convolutions and a linear layer of 4096 sigmoids, for images of 105×105 pixels.
  ///
  /// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, figure 4.
  public static let koch = EncoderSpec(rawValue: "koch")
  /// Four residual blocks of three convolutions each, and the mean of the last map.
  ///
  /// Source: Lee et al. 2019, MetaOptNet, §4.1.
  public static let resnet12 = EncoderSpec(rawValue: "resnet12")

  /// The named encoders.
  public static let named: [EncoderSpec] = [.conv4, .koch, .resnet12]

  /// The encoder's name, or `own encoder` for a list of layers.
  public var title: String { Self.named.contains(self) ? rawValue : "own encoder" }

  /// The default width and height of the images, in pixels: 105 for `koch`, otherwise 28.
  public var defaultImageSize: Int { self == .koch ? 105 : 28 }
}
