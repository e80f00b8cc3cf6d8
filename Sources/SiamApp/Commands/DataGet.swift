import ArgumentParser
import Foundation
import SiamCanvas
import SiamDownloads
import SiamTerminal
import Synchronization

/// `siam data get`: published sets, downloaded; or what there is to be had.
struct DataGet: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Download a published set of images; without a name, list those there are.",
    discussion: """
      Files are kept as their authors made them, and siam reads them so. They go below the folder that SIAM_DATA names, \
      or else into siam/data in your cache folder, and siam train --data NAME finds them there. A download that broke, \
      or that Ctrl-C stopped, is gone on with by the same command. Whatever comes is checked by its SHA-256.
      """)

  @Argument(
    help: ArgumentHelp("A set: \(DownloadCatalogue.sets.map(\.name).joined(separator: ", "))."),
    completion: .publishedSet)
  var name: String?
  @Option(help: ArgumentHelp("A mirror: an address below which every file has its name.", valueName: "url"))
  var from: String?

  func validate() throws {
    let names = DownloadCatalogue.sets.map(\.name)
    if let name, !names.contains(name) {
      throw ValidationError("\(name) is no set that siam knows; there are \(names.joined(separator: ", "))")
    }
    if let from, HTTPAddress(from) == nil { throw ValidationError("--from must be an http or https URL") }
    if from != nil, name == nil { throw ValidationError("--from needs the name of a set") }
  }

  func run() async throws {
    let folder = DownloadFolder(environment: Output.environment)
    guard let set = name.flatMap(DownloadCatalogue.set(named:)) else { return list(folder) }
    try await fetch(set, into: folder)
    Output.print("\(set.name) is in \(folder.path(of: set))")
    Output.print("siam train --data \(set.name)")
  }

  private func list(_ folder: DownloadFolder) {
    for set in DownloadCatalogue.sets {
      let presence =
        switch folder.presence(of: set) {
        case .absent: "–"
        case .partly(let byteCount): "\(Figures.bytes(byteCount)) of it are there"
        case .whole: folder.path(of: set)
        }
      let name = set.name.padding(toLength: 14, withPad: " ", startingAt: 0)
      let size = Figures.padded(Figures.bytes(set.byteCount), 9)
      let summary = set.summary.padding(toLength: 60, withPad: " ", startingAt: 0)
      Output.print("\(name)\(size)  \(summary)\(presence)")
    }
  }

  /// Downloads, until it is done or a signal comes.
  private func fetch(_ set: DownloadableSet, into folder: DownloadFolder) async throws {
    let shown = RedrawnLine()
    let lines = Mutex(DownloadLines(set))
    let start = ContinuousClock.now
    let seconds = { @Sendable in (ContinuousClock.now - start) / .seconds(1) }
    let downloader = Downloader(into: folder.path(of: set), mirror: from) { event in
      if let line = lines.withLock({ $0.line(event, at: seconds()) }) { shown.say(line) }
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

extension DownloadError {
  /// The program's exit status, by sysexits(3); 130 where the user ended it, as a shell has it of Ctrl-C.
  var exitStatus: Int32 {
    switch fault {
    case .usage: 64
    case .data: 65
    case .service: 69
    case .storage: 73
    case .none: 130
    }
  }
}
