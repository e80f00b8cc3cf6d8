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

  /// Candidates as a shell's script takes them.
  ///
  /// bash expands them as words of the shell, so that a file's name could be a command: they are quoted. It appends the
  /// slash of a folder itself. zsh reads what follows a colon as a description. No shell takes control characters.
  static func spelled(_ candidates: [String], for shell: String?) -> [String] {
    let candidates = candidates.filter { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    switch shell {
    case "bash":
      return candidates.map { candidate in
        let name = candidate.hasSuffix("/") && candidate.count > 1 ? String(candidate.dropLast()) : candidate
        return "'" + name.replacing("'", with: #"'\''"#) + "'"
      }
    case "zsh": return candidates.map { $0.replacing(":", with: #"\:"#) }
    default: return candidates
    }
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
    if let word = words.last(where: { $0.hasPrefix(name + "=") }) { return String(word.dropFirst(name.count + 1)) }
    guard let index = words.lastIndex(of: name), index + 1 < words.count else { return nil }
    return words[index + 1]
  }
}
