import Foundation

/// A real terminal: tmux on a socket of its own, in which a program runs.
final class TmuxTerminal {
  private let socket = "siam-\(UUID().uuidString.prefix(8))"
  private let folder: URL

  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

  /// A terminal of a size with a shell command running in it, in a folder.
  init(width: Int, height: Int, command: String, in folder: URL) throws {
    self.folder = folder
    let configuration = folder.appendingPathComponent("tmux.conf")
    try "set -g status off\nset -g escape-time 0\nset -g remain-on-exit on\nset -g default-terminal tmux-256color\n"
      .write(to: configuration, atomically: true, encoding: .utf8)
    try tmux(
      "-f", configuration.path, "new-session", "-d", "-x", "\(width)", "-y", "\(height)",
      "ulimit -t \(SiamProgram.maxProcessorSeconds); cd '\(folder.path)'; export LANG=C.UTF-8 LC_ALL=C.UTF-8 COLORTERM=truecolor; \(command)"
    )
  }

  /// Ends whatever runs in it.
  func close() throws { try tmux("kill-server") }

  /// What the screen shows, as text.
  func screen() throws -> String { try tmux("capture-pane", "-p") }

  /// Sends keys by tmux's names, such as `Space`, `q`, `C-c`.
  func press(_ keys: String...) throws { for key in keys { try tmux("send-keys", key) } }

  func resize(width: Int, height: Int) throws { try tmux("resize-window", "-x", "\(width)", "-y", "\(height)") }

  /// Waits until the screen shows all the texts: for content, never for time alone.
  ///
  /// - Returns: the screen, or nil if it never did.
  func wait(for texts: String..., seconds: Double = 240) throws -> String? {
    // Time that the machine was asleep doesn't count.
    let end = SuspendingClock.now + .seconds(seconds)
    while SuspendingClock.now < end {
      let screen = try screen()
      if texts.allSatisfy({ screen.contains($0) }) { return screen }
      Thread.sleep(forTimeInterval: 0.05)
    }
    return nil
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let file = folder.appendingPathComponent("tmux-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    // Not Foundation's Process: the server that a first call leaves behind inherits the socket whose end Process takes
    // for its child's. Not system(): while it runs, this process ignores SIGINT, which other tests send. Nothing but
    // the standard three is handed on, for other tests' sake.
    let script = """
      for f in /proc/$$/fd/*; do n=${f##*/}; [ $n -gt 2 ] && eval "exec $n>&-"; done
      exec > "$1" 2> /dev/null < /dev/null; shift; exec /usr/bin/tmux -L "$@"
      """
    let argv = ["bash", "-c", script, "bash", file.path, socket] + arguments
    var pointers = argv.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    // A server that inherited blocked signals would never see its panes end, and outlive kill-server.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child: pid_t = 0
    guard posix_spawn(&child, "/bin/bash", nil, &attributes, &pointers, environ) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return try String(contentsOf: file, encoding: .utf8)
  }
}
