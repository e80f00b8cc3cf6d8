import ArgumentParser
import SiamDownloads
import SiamScreens

extension CompletionKind {
  /// A trained model: a run's folder, a checkpoint file, or the bundled model.
  static let run = candidates { $0.runs(including: ["glyphs"]) }

  /// A run's folder.
  static let runFolder = candidates { $0.runs() }

  /// Images by class: a published dataset, or a path.
  static let data = candidates { $0.matching(DownloadCatalogue.sets.map(\.name)) + $0.paths }

  /// A published dataset.
  static let publishedSet = list(DownloadCatalogue.sets.map(\.name))

  /// An image file or a folder.
  static let images = file(extensions: ["png", "jpg", "jpeg"])

  /// A screen command, as typed after `:`.
  static let screenCommand = list(ScreenCommands.names)

  private static func candidates(_ list: @escaping @Sendable (CompletionCandidates) -> [String]) -> CompletionKind {
    custom { arguments, _, prefix in
      // The completion script sets this variable to the name of its shell.
      CompletionCandidates.escaped(
        list(CompletionCandidates(arguments: arguments, prefix: prefix)), for: Output.environment["SAP_SHELL"])
    }
  }
}
