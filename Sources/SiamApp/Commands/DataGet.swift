import ArgumentParser
import Foundation
import SiamCanvas
import SiamDownloads
import SiamCore
import SiamTerminal
import Synchronization

/// `siam data get`: downloads a published dataset, or lists them.
struct DataGet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Download a published dataset; without a name, list them",
    discussion: """
      Files are saved unchanged in $SIAM_DATA, or in siam/data in your cache folder, where siam train --data NAME \
      finds them. Checksums are verified. An interrupted download resumes when you run the command again.
      """)

  @Argument(
    help: ArgumentHelp("Dataset: \(DownloadCatalogue.sets.map(\.name).joined(separator: ", "))"),
    completion: .publishedSet)
  var name: String?
  @Option(help: ArgumentHelp("Download from a mirror: the URL of a folder that holds the files", valueName: "url"))
  var from: String?

  func validate() throws {
    let names = DownloadCatalogue.sets.map(\.name)
    if let name, !names.contains(name) {
      throw ValidationError("unknown dataset '\(name)' (available: \(names.joined(separator: ", ")))")
    }
    if let from, HTTPAddress(from) == nil { throw ValidationError("--from must be an http or https URL") }
    if from != nil, name == nil { throw ValidationError("--from requires the name of a dataset") }
  }

  func run() async throws {
    let folder = DownloadFolder(environment: Output.environment)
    guard let set = name.flatMap(DownloadCatalogue.set(named:)) else { return list(folder) }
    try await fetch(set, into: folder)
    Output.print("\(set.name) is in \(folder.path(of: set))")
    Output.print("train on it with: siam train --data \(set.name)")
  }

  private func list(_ folder: DownloadFolder) {
    for set in DownloadCatalogue.sets {
      let presence =
        switch folder.presence(of: set) {
        case .absent: "–"
        case .partial(let byteCount): "\(NumberFormat.bytes(byteCount)) downloaded"
        case .complete: folder.path(of: set)
        }
      let name = set.name.padding(toLength: 14, withPad: " ", startingAt: 0)
      let size = NumberFormat.padded(NumberFormat.bytes(set.byteCount), 9)
      let summary = set.summary.padding(toLength: 60, withPad: " ", startingAt: 0)
      Output.print("\(name)\(size)  \(summary)\(presence)")
    }
  }

  /// Downloads a dataset. A signal cancels the download.
  private func fetch(_ set: DownloadableSet, into folder: DownloadFolder) async throws {
    let shown = RedrawnLine()
    let lines = Mutex(DownloadLines(set))
    let start = ContinuousClock.now
    let seconds = { @Sendable in (ContinuousClock.now - start) / .seconds(1) }
    let downloader = Downloader(into: folder.path(of: set), mirror: from) { event in
      if let line = lines.withLock({ $0.line(event, at: seconds()) }) { shown.printLine(line) }
    }
    let work = Task { try await downloader.fetch(set) }
    let showing = Task {
      while true {
        try await Task.sleep(for: .seconds(shown.interval))
        if let progress = lines.withLock({ $0.progress(at: seconds()) }) { shown.show(progress) }
      }
    }
    try await whileHandlingSignals { _ in
      work.cancel()
    } during: {
      let result = await work.result
      showing.cancel()
      _ = await showing.result
      shown.end()
      try result.get()
    }
  }
}
