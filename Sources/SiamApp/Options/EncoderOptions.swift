public import ArgumentParser
import SiamCore
import SiamNetworks

extension EncoderSpec: ExpressibleByArgument {}

/// The options for the encoder.
struct EncoderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Encoder: conv4, koch, resnet12, or layers such as 'conv 64 3, norm, relu, pool 2, average, linear 256'",
      discussion: """
        Layers: conv CHANNELS KERNEL [stride S] [pad P], norm, relu, leaky A, sigmoid, pool K, average, linear N, \
        residual (…) [shortcut (…)].
        """, valueName: "encoder"),
    completion: .list(EncoderSpec.named.map(\.rawValue)))
  var encoder: EncoderSpec?

  @Option(
    help: ArgumentHelp(
      "Output channels of the blocks of a named encoder, one number per block", valueName: "n,n,…"),
    transform: { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map {
        guard let width = Int($0) else { throw ValidationError("invalid channel count '\($0)'") }
        return width
      }
    })
  var widths: [Int]?

  /// Throws a `ValidationError` for an invalid description.
  func check() throws {
    do {
      _ = try EncoderDescription.operations(encoder ?? .conv4, widths: widths)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Sets the encoder, if one was given, and its default image size.
  func apply(to recipe: inout Recipe) {
    if let encoder {
      recipe.encoder = encoder
      recipe.imageSize = encoder.defaultImageSize
    }
    if let widths { recipe.widths = widths }
  }
}
