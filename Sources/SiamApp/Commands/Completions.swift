import ArgumentParser

/// `siam completions`: a shell's completion script.
struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the completion script for a shell.",
    discussion: """
      bash: siam completions bash > ~/.local/share/bash-completion/completions/siam
      zsh:  siam completions zsh > a folder of $fpath/_siam
      fish: siam completions fish > ~/.config/fish/completions/siam.fish
      """)

  enum Shell: String, CaseIterable, ExpressibleByArgument { case bash, zsh, fish }

  @Argument(help: "The shell.") var shell: Shell

  func run() throws {
    let completed: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    Output.print(Siam.completionScript(for: completed))
  }
}
