import Foundation
import TestSupport
import Testing

@testable import SiamApp

/// What a shell completes.
@Suite struct CompletionTests {
  private static func inRuns<Result>(_ body: (URL) throws -> Result) async throws -> Result {
    try await SiamProgram.inTemporaryFolder { folder in
      for path in ["runs/first/checkpoints", "runs/second", "runs/notes", "images/cat", ".hidden"] {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
      }
      for run in ["first", "second"] { try Data().write(to: folder.appendingPathComponent("runs/\(run)/run.json")) }
      try Data().write(to: folder.appendingPathComponent("image.png"))
      return try body(folder)
    }
  }

  private static func candidates(_ prefix: String, _ words: [String] = []) -> CompletionCandidates {
    CompletionCandidates(arguments: words, prefix: prefix)
  }

  @Test func `runs come before other paths, the newest name first`() async throws {
    try await Self.inRuns { folder in
      let runs = folder.path + "/runs"
      let words = ["siam", "explore", "--runs", runs]
      #expect(
        Self.candidates(runs, words).runs() == ["\(runs)/second", "\(runs)/first", "\(runs)/"])
      #expect(Self.candidates("gl", words).runs(including: ["glyphs"]).first == "glyphs")
      #expect(Self.candidates("\(runs)/f", words).runs(including: ["glyphs"]) == ["\(runs)/first"])
    }
  }

  @Test func `bash gets folders without their slash, which it appends itself`() {
    #expect(CompletionCandidates.escaped(["runs/", "a.png", "/"], for: "bash") == ["'runs'", "'a.png'", "'/'"])
    #expect(CompletionCandidates.escaped(["it's"], for: "bash") == [#"'it'\''s'"#])
    #expect(CompletionCandidates.escaped(["runs/", "a:b", "a\nb"], for: "zsh") == ["runs/", #"a\:b"#])
  }

  @Test func `a run is completed by folders, or checkpoint files if no journal is needed`() async throws {
    try await Self.inRuns { folder in
      try Data().write(to: folder.appendingPathComponent("model.safetensors"))
      let candidates = Self.candidates("\(folder.path)/")
      #expect(candidates.runs() == ["\(folder.path)/images/", "\(folder.path)/runs/"])
      #expect(candidates.runs(including: ["glyphs"]).contains("\(folder.path)/model.safetensors"))
    }
  }

  @Test func `a path is completed by files and folders, hidden ones only after a dot`() async throws {
    try await Self.inRuns { folder in
      #expect(Self.candidates("\(folder.path)/im").paths == ["\(folder.path)/image.png", "\(folder.path)/images/"])
      #expect(!Self.candidates("\(folder.path)/").paths.contains { $0.contains("hidden") })
      #expect(Self.candidates("\(folder.path)/.h").paths == ["\(folder.path)/.hidden/"])
      #expect(Self.candidates("/nowhere/at/all/").paths.isEmpty)
    }
  }

  @Test(arguments: [("bash", "_siam"), ("zsh", "#compdef siam"), ("fish", "complete -c")])
  func `each shell gets its script`(_ shell: (name: String, text: String)) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(["completions", shell.name], in: folder)
      #expect(outcome.status == 0 && outcome.output.contains(shell.text), "\(outcome.output.prefix(200))")
    }
  }

  @Test func `an unknown shell is a usage error that names the known ones`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let outcome = await InProcess.run(["completions", "tcsh"], in: folder)
      #expect(outcome.status == 64 && outcome.errors.contains("'bash', 'zsh' or 'fish'"), "\(outcome.errors)")
    }
  }
}

/// Completion in a real bash, which asks the real program.
@Suite(.alone, .timeLimit(.minutes(30))) struct BashCompletionTests {
  /// A folder with a run, `runs/mine`.
  private static func inRun(_ body: (URL) throws -> Void) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let run = folder.appendingPathComponent("runs/mine")
      try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
      try Data().write(to: run.appendingPathComponent("run.json"))
      try body(folder)
    }
  }

  @Test(.enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"))
  func `Tab completes a command even where a folder has its name`() async throws {
    try await Self.inRun { folder in
      try "PATH='\(SiamProgram.folder)':$PATH PS1='ready> '\nsource <(siam completions bash)\necho loaded\n"
        .write(to: folder.appendingPathComponent("bashrc"), atomically: true, encoding: .utf8)
      let terminal = try TmuxTerminal(width: 100, height: 10, command: "bash --rcfile bashrc -i", in: folder)
      defer { try? terminal.close() }
      #expect(try terminal.wait(for: "loaded", "ready>") != nil)
      try terminal.press("siam ru", "Tab", "list", "Enter")
      let command = try terminal.wait(for: "siam runs list")
      #expect(command != nil)
      try terminal.press("siam replay runs/m", "Tab")
      let run = try terminal.wait(for: "siam replay runs/mine/")
      let shown = try terminal.screen()
      #expect(run != nil, "\(shown)")
    }
  }

  /// A line, and words that it is completed by.
  private static let lines: [(line: String, words: [String])] = [
    ("siam tr", ["train"]),
    ("siam evaluate ", ["glyphs", "runs/mine"]),
    ("siam replay runs/m", ["runs/mine"]),
    ("siam train --resume ", ["runs/mine"]),
    ("siam train --data omni", ["omniglot"]),
    ("siam data get kmn", ["kmnist"]),
    ("siam train --recipe ", ["omniglot", "glyphs"]),
    ("siam train --encoder ", ["conv4", "koch", "resnet12"]),
    ("siam train --objective ", ["triplet", "pair", "nt-xent"]),
    ("siam train --miner ", ["semi-hard", "batch-hard"]),
    ("siam explore --command the", ["theme"]),
    ("siam completions ", ["bash", "zsh", "fish"]),
  ]

  @Test func `arguments are completed by existing runs, files and options`() async throws {
    try await Self.inRun { folder in
      // Names that are commands, were they expanded.
      let oddNames = ["$(touch ran)", "`touch ran`", "a b", "$HOME", "it's"]
      for name in oddNames {
        try FileManager.default.createDirectory(
          at: folder.appendingPathComponent("odd/\(name)"), withIntermediateDirectories: true)
      }
      let script = """
        PATH='\(SiamProgram.folder)':$PATH
        source <(siam completions bash)
        complete_line() {
          COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=($1) COMPREPLY=()
          [ "${1: -1}" != ' ' ] || COMP_WORDS+=('')
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          _siam siam "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
          echo "${COMPREPLY[@]}"
        }
        """
      let calls = Self.lines.map { "complete_line '\($0.line)'" }.joined(separator: "\n")
      let outcome = try SiamProgram.run(["-c", script + "\n" + calls], in: folder, program: "/bin/bash")
      let replies = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      for (line, reply) in zip(Self.lines, replies) {
        let found = reply.split(separator: " ").map(String.init)
        for word in line.words { #expect(found.contains(word), "\(line.line): \(found) \(outcome.errors)") }
      }
      #expect(replies.count == Self.lines.count + 1)
      let odd = try SiamProgram.run(
        ["-c", script + "\ncomplete_line 'siam data show odd/'"], in: folder, program: "/bin/bash")
      for name in oddNames {
        #expect(odd.output.contains("odd/\(name)"), "\(odd.output)\(odd.errors)")
      }
      #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("ran").path))
    }
  }
}
