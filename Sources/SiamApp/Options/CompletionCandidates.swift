import Foundation

/// The completions of an argument on an unfinished command line.
struct CompletionCandidates {
  /// The arguments of the command line.
  var arguments: [String]
  /// The beginning of the completed argument, as typed so far.
  var prefix: String

  /// The candidates that begin with the prefix.
  func matching(_ candidates: [String]) -> [String] { candidates.filter { $0.hasPrefix(prefix) } }

  /// Runs in the folder given with `--runs`, newest first, and folders that begin with the prefix.
  ///
  /// - Parameter names: names of bundled models, for commands that take any model; checkpoint files are completed too.
  /// - Returns: the completions of the prefix.
  func runs(including names: [String] = []) -> [String] {
    let folder = option("--runs") ?? "runs"
    let manager = FileManager.default
    // A folder that can't be read has no completions.
    let found = ((try? manager.contentsOfDirectory(atPath: folder)) ?? [])
      .map { folder == "." ? $0 : "\(folder)/\($0)" }
      .filter { manager.fileExists(atPath: $0 + "/run.json") }
      .sorted(by: >)
    let runs = matching(names + found)
    let others = paths.filter { $0.hasSuffix("/") || (!names.isEmpty && $0.hasSuffix(".safetensors")) }
    return runs + others.filter { !runs.contains($0) && !runs.contains(String($0.dropLast())) }
  }

  /// Candidates as a shell's completion script expects them.
  ///
  /// bash expands candidates as shell words, so they are quoted: a file's name could otherwise run a command. bash also
  /// appends the slash of a folder itself. zsh takes the text after a colon for a description. Names with control
  /// characters are skipped for all shells.
  static func escaped(_ candidates: [String], for shell: String?) -> [String] {
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

  /// Files and folders that begin with the prefix; folders end with `/`. Hidden ones are skipped unless
  /// the prefix begins with a dot.
  var paths: [String] {
    let slash = prefix.lastIndex(of: "/")
    let parent = slash.map { String(prefix[...$0]) } ?? ""
    let stem = slash.map { String(prefix[prefix.index(after: $0)...]) } ?? prefix
    let manager = FileManager.default
    // A folder that can't be read has no completions.
    let names = (try? manager.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    return names.sorted().filter { $0.hasPrefix(stem) && ($0.first != "." || stem.first == ".") }.map { name in
      // An entry that can't be inspected is completed like a file.
      let values = try? URL(fileURLWithPath: parent + name).resourceValues(forKeys: [.isDirectoryKey])
      return parent + name + (values?.isDirectory == true ? "/" : "")
    }
  }

  private func option(_ name: String) -> String? {
    if let argument = arguments.last(where: { $0.hasPrefix(name + "=") }) {
      return String(argument.dropFirst(name.count + 1))
    }
    guard let index = arguments.lastIndex(of: name), index + 1 < arguments.count else { return nil }
    return arguments[index + 1]
  }
}
