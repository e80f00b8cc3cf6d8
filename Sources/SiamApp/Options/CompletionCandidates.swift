import Foundation

/// What a word on an unfinished command line can become.
struct CompletionCandidates {
  /// The words of the command line.
  var words: [String]
  /// What has been typed of the word.
  var prefix: String

  /// Those of some words that begin with the prefix.
  func matching(_ candidates: [String]) -> [String] { candidates.filter { $0.hasPrefix(prefix) } }

  /// Runs of the folder that `--runs` names, the newest first, and whatever the prefix is the path of.
  ///
  /// - Parameter names: further names that stand for a run; where there are any, checkpoint files do too.
  /// - Returns: the words that complete the prefix.
  func runs(including names: [String] = []) -> [String] {
    let folder = option("--runs") ?? "runs"
    let manager = FileManager.default
    let found = ((try? manager.contentsOfDirectory(atPath: folder)) ?? [])
      .map { folder == "." ? $0 : "\(folder)/\($0)" }
      .filter { manager.fileExists(atPath: $0 + "/run.json") }
      .sorted(by: >)
    let runs = matching(names + found)
    let others = paths.filter { $0.hasSuffix("/") || (!names.isEmpty && $0.hasSuffix(".safetensors")) }
    return runs + others.filter { !runs.contains($0) && !runs.contains(String($0.dropLast())) }
  }

  /// As a shell wants candidates: bash appends the slash of a folder itself.
  static func spelled(_ candidates: [String], for shell: String?) -> [String] {
    guard shell == "bash" else { return candidates }
    return candidates.map { $0.hasSuffix("/") && $0.count > 1 ? String($0.dropLast()) : $0 }
  }

  /// Files and folders that begin with the prefix; a folder ends with `/`. Hidden ones only when the prefix is hidden.
  var paths: [String] {
    let slash = prefix.lastIndex(of: "/")
    let parent = slash.map { String(prefix[...$0]) } ?? ""
    let stem = slash.map { String(prefix[prefix.index(after: $0)...]) } ?? prefix
    let manager = FileManager.default
    let names = (try? manager.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    return names.sorted().filter { $0.hasPrefix(stem) && ($0.first != "." || stem.first == ".") }.map { name in
      let values = try? URL(fileURLWithPath: parent + name).resourceValues(forKeys: [.isDirectoryKey])
      return parent + name + (values?.isDirectory == true ? "/" : "")
    }
  }

  private func option(_ name: String) -> String? {
    guard let index = words.lastIndex(of: name), index + 1 < words.count else { return nil }
    return words[index + 1]
  }
}
