import ArgumentParser
import SiamMessages
import SiamNetworks

extension EncoderSpelling: ExpressibleByArgument {}

/// The encoder as the command line spells it.
struct EncoderOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "conv4, koch, resnet12, or a description such as 'conv 64 3, norm, relu, pool 2, average, linear 256'.",
      discussion: """
        Words: conv CHANNELS KERNEL [stride S] [pad P], norm, relu, leaky A, sigmoid, pool K, average, linear N, \
        residual (…) [shortcut (…)].
        """, valueName: "encoder"),
    completion: .list(EncoderSpelling.named.map(\.rawValue)))
  var encoder: EncoderSpelling?

  @Option(
    help: ArgumentHelp(
      "Output channels of each block of a named encoder, as many blocks as numbers.", valueName: "n,n,…"),
    transform: { text in
      try text.split(separator: ",", omittingEmptySubsequences: false).map {
        guard let width = Int($0) else { throw ValidationError("'\($0)' is no number of channels") }
        return width
      }
    })
  var widths: [Int]?

  /// Refuses what spells no encoder.
  func check() throws {
    do {
      _ = try EncoderDescription.operations(encoder ?? .conv4, widths: widths)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Puts the encoder that was asked for, and the images it is usually given, into a recipe.
  func apply(to recipe: inout Recipe) {
    if let encoder {
      recipe.encoder = encoder
      recipe.imageSize = encoder.usualImageSize
    }
    if let widths { recipe.widths = widths }
  }
}
