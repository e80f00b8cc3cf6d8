import ArgumentParser

/// `siam completions`: prints a shell's completion script.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the completion script for a shell",
    discussion: """
      bash: siam completions bash > ~/.local/share/bash-completion/completions/siam
      zsh:  siam completions zsh > ~/.zfunc/_siam, with fpath+=~/.zfunc before compinit in .zshrc
      fish: siam completions fish > ~/.config/fish/completions/siam.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "The shell") var shell: Shell

  func run() throws {
    let completed: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Output.print(Self.script(for: completed))
  }

  /// The parser's script, corrected for bash: names of commands must not be completed as files, or bash appends a slash
  /// to `siam runs` wherever there is a folder `runs`.
  static func script(for shell: CompletionShell) -> String {
    let script = Siam.completionScript(for: shell)
    guard shell == .bash else { return script }
    let comment = "# Offer subcommand completions\n"
    return script.replacing(comment, with: comment + "        compopt +o filenames 2>/dev/null\n")
  }
}
