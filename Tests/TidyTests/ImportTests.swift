import Foundation
import Testing

/// Arrows point one way: this is the design's table, and each C module is imported by exactly one target.
@Suite struct ImportTests {
  /// What each target may import of ours; what a target's own dependencies re-import is listed too.
  static let allowed: [String: Set<String>] = [
    "SiamCore": [],
    "SiamFiles": ["CCrypto"],
    "SiamTensors": ["SiamFiles", "COneDNN", "CFusedPasses"],
    "SiamNetworks": ["SiamTensors", "SiamCore"],
    "SiamFewShot": ["SiamNetworks", "SiamTensors", "SiamCore"],
    "SiamData": [
      "SiamFiles", "SiamTensors", "SiamCore", "Assets", "CPNG", "CTurboJPEG", "CExif", "CWebP", "CTIFF", "CHEIF",
      "CArchive",
    ],
    "SiamRuns": ["SiamFiles", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore"],
    "SiamInference": [
      "Assets", "SiamRuns", "SiamFiles", "SiamFewShot", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore",
    ],
    "SiamTraining": [
      "SiamInference", "SiamRuns", "SiamFiles", "SiamFewShot", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore",
    ],
    "SiamExport": [
      "SiamInference", "SiamRuns", "SiamFiles", "SiamFewShot", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore",
    ],
    "SiamDownloads": ["SiamFiles", "FoundationNetworking"],
    "SiamCanvas": ["SiamCore"],
    "SiamScreens": ["SiamCanvas", "SiamCore"],
    "SiamTerminal": ["SiamCanvas", "CNCurses"],
    "siam": ["SiamApp"],
    "CommitStamp": ["PackagePlugin"],
    "SiamApp": [
      "SiamExport", "SiamTraining", "SiamInference", "SiamRuns", "SiamData", "SiamDownloads", "SiamFewShot",
      "SiamFiles",
      "SiamNetworks", "SiamTensors", "SiamScreens", "SiamCanvas", "SiamTerminal", "SiamCore", "ArgumentParser",
    ],
    "siam-bench": [
      "SiamTraining", "SiamInference", "SiamRuns", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore",
      "ArgumentParser",
    ],
  ]

  /// Modules of the system and the toolchain, for anyone.
  static let system: Set<String> = [
    "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Synchronization", "Dispatch",
  ]

  static func imports(of file: SourceTree.File) -> [String] {
    file.lines.compactMap { line in
      let parts = line.split(separator: " ")
      guard let index = parts.firstIndex(of: "import"), index + 1 < parts.count,
        parts[..<index].allSatisfy({ ["public", "package", "internal", "private", "@testable"].contains($0) })
      else { return nil }
      return String(parts[index + 1])
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
