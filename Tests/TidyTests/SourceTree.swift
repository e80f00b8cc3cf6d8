import Foundation
import TestSupport

/// The project's own files, as text.
struct SourceTree {
  struct File {
    /// From the project's folder, such as `Sources/SiamTensors/Layer.swift`.
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
    /// The folder below `Sources` or `Tests`.
    var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }
  }

  static let root = projectFolder

  /// Every file with one of the endings below some folders, in order of path.
  static func files(below folders: [String], endings: [String] = ["swift"]) throws -> [File] {
    var files: [File] = []
    for folder in folders {
      let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      for path in paths.sorted() where endings.contains(where: { path.hasSuffix(".\($0)") }) {
        let url = root.appendingPathComponent(folder).appendingPathComponent(path)
        files.append(File(path: "\(folder)/\(path)", text: try String(contentsOf: url, encoding: .utf8)))
      }
    }
    return files
  }
}
