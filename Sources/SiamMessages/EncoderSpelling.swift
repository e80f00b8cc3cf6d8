/// An encoder as it is asked for: a name, `conv4`, `koch` or `resnet12`, or a description of its own such as
/// `conv 64 3, norm, relu, pool 2, average, linear 256, sigmoid`.
///
/// It is text, in recipes too; what it means is SiamNetworks' `EncoderDescription`.
public struct EncoderSpelling: RawRepresentable, Codable, Hashable, Sendable {
  /// As it was spelled.
  public let rawValue: String

  /// Any text; whether it names an encoder shows when one is made of it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Four blocks of 3×3 convolution to 64 channels, batch normalisation, ReLU and 2×2 max pooling.
  ///
  /// Source: Vinyals et al. 2016, Matching Networks, §4.1.
  public static let conv4 = EncoderSpelling(rawValue: "conv4")
  /// Four convolutions and a dense layer of 4096 sigmoids, for images of 105×105 pixels.
  ///
  /// Source: Koch et al. 2015, Siamese Neural Networks for One-shot Image Recognition, figure 4.
  public static let koch = EncoderSpelling(rawValue: "koch")
  /// Four residual blocks of three convolutions each, and the mean of the last map.
  ///
  /// Source: Lee et al. 2019, MetaOptNet, §4.1.
  public static let resnet12 = EncoderSpelling(rawValue: "resnet12")

  /// The encoders that have a name.
  public static let named: [EncoderSpelling] = [.conv4, .koch, .resnet12]

  /// The name, or for a description of its own, that it is one.
  public var title: String { Self.named.contains(self) ? rawValue : "own encoder" }

  /// Pixels a side of the images that the encoder is usually given: 105 for `koch`, else 28.
  public var usualImageSize: Int { self == .koch ? 105 : 28 }
}
