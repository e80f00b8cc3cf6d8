import ArgumentParser
import SiamDownloads
import SiamScreens

extension CompletionKind {
  /// A trained run: its folder, a checkpoint file, or the model that comes with siam.
  static let run = custom { words, _, prefix in
    CompletionCandidates(words: words, prefix: prefix).runs(including: ["glyphs"])
  }

  /// A run's folder.
  static let runFolder = custom { words, _, prefix in CompletionCandidates(words: words, prefix: prefix).runs() }

  /// Images by class: a published set, or a path.
  static let data = custom { words, _, prefix in
    let candidates = CompletionCandidates(words: words, prefix: prefix)
    return candidates.matching(DownloadCatalogue.sets.map(\.name)) + candidates.paths
  }

  /// A published set.
  static let publishedSet = list(DownloadCatalogue.sets.map(\.name))

  /// An image file, or a folder of them.
  static let images = file(extensions: ["png", "jpg", "jpeg"])

  /// A command of the screen, as typed after `:`.
  static let screenCommand = list(ScreenCommands.names)
}
