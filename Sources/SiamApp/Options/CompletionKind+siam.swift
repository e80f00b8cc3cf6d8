import ArgumentParser
import SiamDownloads
import SiamScreens

extension CompletionKind {
  /// A trained run: its folder, a checkpoint file, or the model that comes with siam.
  static let run = candidates { $0.runs(including: ["glyphs"]) }

  /// A run's folder.
  static let runFolder = candidates { $0.runs() }

  /// Images by class: a published set, or a path.
  static let data = candidates { $0.matching(DownloadCatalogue.sets.map(\.name)) + $0.paths }

  /// A published set.
  static let publishedSet = list(DownloadCatalogue.sets.map(\.name))

  /// An image file, or a folder of them.
  static let images = file(extensions: ["png", "jpg", "jpeg"])

  /// A command of the screen, as typed after `:`.
  static let screenCommand = list(ScreenCommands.names)

  private static func candidates(_ list: @escaping @Sendable (CompletionCandidates) -> [String]) -> CompletionKind {
    custom { words, _, prefix in
      // The script says which shell asks.
      CompletionCandidates.spelled(
        list(CompletionCandidates(words: words, prefix: prefix)), for: Output.environment["SAP_SHELL"])
    }
  }
}
