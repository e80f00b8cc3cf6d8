import Foundation
import Testing

/// Arrows point one way: this is the design's table, and each C module is imported by exactly one target.
@Suite struct ImportTests {
  /// What each target may import of ours; what a target's own dependencies re-import is listed too.
  static let allowed: [String: Set<String>] = [
    "SiamMessages": [],
    "SiamFiles": ["CCrypto"],
    "SiamTensors": ["COneDNN", "CFusedPasses"],
    "SiamNetworks": ["SiamTensors", "SiamMessages"],
    "SiamFewShot": ["SiamNetworks", "SiamTensors", "SiamMessages"],
    "SiamData": ["SiamFiles", "SiamTensors", "SiamMessages", "Assets", "CPNG", "CTurboJPEG", "CExif", "CArchive"],
    "SiamTraining": ["Assets", "SiamFiles", "SiamFewShot", "SiamData", "SiamNetworks", "SiamTensors", "SiamMessages"],
    "SiamExport": [
      "SiamTraining", "SiamFiles", "SiamFewShot", "SiamData", "SiamNetworks", "SiamTensors", "SiamMessages",
    ],
    "SiamDownloads": ["SiamFiles", "FoundationNetworking"],
    "SiamCanvas": [],
    "SiamScreens": ["SiamCanvas", "SiamMessages"],
    "SiamReplay": ["SiamTraining", "SiamFiles", "SiamScreens", "SiamCanvas", "SiamMessages"],
    "SiamTerminal": ["SiamCanvas", "CNCurses"],
    "siam": ["SiamApp"],
    "CommitStamp": ["PackagePlugin"],
    "SiamApp": [
      "SiamExport", "SiamTraining", "SiamData", "SiamDownloads", "SiamFewShot", "SiamNetworks", "SiamTensors",
      "SiamScreens", "SiamReplay", "SiamCanvas", "SiamTerminal", "SiamMessages", "ArgumentParser",
    ],
    "siam-bench": ["SiamTraining", "SiamData", "SiamNetworks", "SiamTensors", "SiamMessages", "ArgumentParser"],
  ]

  /// Modules of the system and the toolchain, for anyone.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch",
  ]

  static func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
        words[..<place].allSatisfy({ ["public", "package", "internal", "private", "@testable"].contains($0) })
      else { return nil }
      return String(words[place + 1])
    }
  }

  @Test func `a target imports only what the table lets it`() throws {
    for file in try SourceTree.files(below: ["Sources"]) {
      let allowed = try #require(Self.allowed[file.target], "\(file.path): a target the table doesn't know")
      for module in Self.imports(of: file) where !Self.system.contains(module) {
        #expect(allowed.contains(module), "\(file.path) imports \(module)")
      }
    }
  }

  /// Whether a module's name is that of one of our C modules: a C, and a capital after it.
  static func isOfC(_ module: String) -> Bool { module.first == "C" && module.dropFirst().first?.isUppercase == true }

  @Test func `a C module is imported by exactly one target`() throws {
    var importers: [String: Set<String>] = [:]
    for file in try SourceTree.files(below: ["Sources"]) {
      for module in Self.imports(of: file) where Self.isOfC(module) {
        importers[module, default: []].insert(file.target)
      }
    }
    let modules = try FileManager.default
      .contentsOfDirectory(atPath: SourceTree.root.appendingPathComponent("Sources").path)
      .filter(Self.isOfC)
    #expect(Set(importers.keys) == Set(modules))
    for (module, targets) in importers { #expect(targets.count == 1, "\(module) is imported by \(targets)") }
  }
}
