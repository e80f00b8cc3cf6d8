import Foundation
import TestSupport
import Testing

/// The whole program in a real terminal.
@Suite(.alone, .enabled(if: TmuxTerminal.isInstalled, "tmux is not installed"), .timeLimit(.minutes(30)))
struct TmuxTests {
  static let train = "'\(SiamProgram.path)' train \(SiamProgram.small.joined(separator: " ")) --steps 100000"

  /// A terminal whose shell prints the program's exit status and whether the terminal's modes were restored.
  static func terminal(
    _ command: String = train, in folder: URL, width: Int = 100, height: Int = 30
  ) throws -> TmuxTerminal {
    try TmuxTerminal(
      width: width, height: height,
      command: """
        before=$(stty -g); \(command); status=$?; \
        [ "$(stty -g)" = "$before" ] && echo "modes restored, status $status" || echo "modes LOST, status $status"; cat
        """, in: folder)
  }

  static func withTerminal(
    _ command: String = train, width: Int = 100, height: Int = 30, _ body: (TmuxTerminal, URL) throws -> Void
  ) throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let terminal = try Self.terminal(command, in: folder, width: width, height: height)
    let result = Result { try body(terminal, folder) }
    // A siam whose terminal goes away keeps training, by design.
    try signal("KILL", in: folder)
    try terminal.close()
    try result.get()
  }

  /// Sends a signal to the siam that runs in a folder.
  static func signal(_ name: String, in folder: URL) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c",
      "for p in $(pgrep -x siam); do [ \"$(readlink /proc/$p/cwd)\" = '\(folder.path)' ] && kill -\(name) $p; done",
    ]
    try process.run()
    process.waitUntilExit()
  }

  @Test func `train draws, pauses, changes the margin and restores the terminal`() throws {
    try Self.withTerminal { terminal, folder in
      #expect(try terminal.wait(for: "● training", "loss") != nil)
      try terminal.press("Space")
      #expect(try terminal.wait(for: "paused") != nil)
      try terminal.press("+")
      #expect(try terminal.wait(for: "0.25") != nil, "the margin is 0.20 and rises by 0.05")
      try terminal.press("?")
      #expect(try terminal.wait(for: "Siamese network") != nil)
      try terminal.press("Escape", "q")
      try terminal.press("y")
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored, status 0") == true, "\(end ?? "")")
      #expect(end?.contains("stopped after") == true)
      let runs = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("runs").path)
      #expect(runs.count == 1)
      let checkpoint = folder.appendingPathComponent("runs/\(runs[0])/checkpoints/last.safetensors")
      #expect(FileManager.default.fileExists(atPath: checkpoint.path))
    }
  }

  /// Processor time, in seconds, of the siam that runs in a folder.
  static func processorSeconds(in folder: URL) throws -> Double {
    let processes = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }
    for process in processes {
      guard (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd")) == folder.path,
        let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), stat.contains("(siam)")
      else { continue }
      // The name is followed by the state, the third field of proc(5); the 14th field is utime.
      let fields = stat[(stat.lastIndex(of: ")") ?? stat.startIndex)...].split(separator: " ").dropFirst()
      let ticks = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
      try #require(ticks.count == 2)
      return (ticks[0] + ticks[1]) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
    throw CocoaError(.fileNoSuchFile)
  }

  @Test func `paused, no thread spins`() throws {
    try Self.withTerminal("\(Self.train) --threads 2") { terminal, folder in
      #expect(try terminal.wait(for: "● training", "loss") != nil)
      try terminal.press("Space")
      #expect(try terminal.wait(for: "paused") != nil)
      Thread.sleep(forTimeInterval: 0.5)  // OpenMP's idle workers spin for some milliseconds before they sleep.
      let before = try Self.processorSeconds(in: folder)
      Thread.sleep(forTimeInterval: 2)
      let spent = try Self.processorSeconds(in: folder) - before
      // The clock ticks in hundredths; one spinning thread would take 2 s.
      #expect(spent < 0.2, "\(spent) s of processor time in 2 s")
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)]) func `the screen shows the main panels`(_ size: (Int, Int)) throws
  {
    try Self.withTerminal(width: size.0, height: size.1) { terminal, _ in
      let screen = try terminal.wait(for: "loss", "d⁺", "d⁻", "chance", "active", "quit")
      let shown = try terminal.screen()
      #expect(screen != nil, "\(shown)")
    }
  }

  @Test func `the screen survives random keys and resizes`() throws {
    try Self.withTerminal { terminal, _ in
      #expect(try terminal.wait(for: "● training") != nil)
      var generator = SystemRandomNumberGenerator()
      // q, y and Ctrl-C would end it, as they should; those have tests of their own.
      let keys = [
        "Space", ".", "+", "-", "Tab", "BTab", "?", "Escape", "Up", "Down", "Left", "Right", "Home", "End", "PPage",
        "NPage", "L", "e", "v", "s", "f", "x", "n", "1", "2", "3", "4", "5",
        "6", "9", "/", ":", "Enter", "BSpace", "DC", "C-l", "F5", "é", "漢", "d", "r", "c", "o", "m", "w", "[", "]",
      ]
      for number in 0..<(isSoak ? 1_000 : 60) {
        if number % 4 == 3 {
          try terminal.resize(
            width: Int.random(in: 1...180, using: &generator), height: Int.random(in: 1...60, using: &generator))
        } else {
          try terminal.press(keys.randomElement(using: &generator) ?? "Space")
        }
      }
      try terminal.resize(width: 100, height: 30)
      // Escape closes every overlay and dialog.
      try terminal.press("Escape")
      try terminal.press("Escape")
      let alive = try terminal.wait(for: "siam", "quit")
      let shown = try terminal.screen()
      #expect(alive != nil, "\(shown)")
      try terminal.press("C-c")
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored, status 0") == true, "\(end ?? "")")
    }
  }

  @Test func `Ctrl-C stops and saves`() throws {
    try Self.withTerminal { terminal, _ in
      #expect(try terminal.wait(for: "● training") != nil)
      try terminal.press("C-c")
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored, status 0") == true, "\(end ?? "")")
      #expect(end?.contains("stopped after") == true, "\(end ?? "")")
    }
  }

  @Test func `keys are handled while training uses all cores`() throws {
    let train = "'\(SiamProgram.path)' train --batch-classes 8 --batch-images 4 --episodes 20 --steps 1000000"
    try Self.withTerminal(train, width: 120, height: 40) { terminal, _ in
      #expect(try terminal.wait(for: "● training", "hardest") != nil)
      for _ in 0..<5 {
        try terminal.press("?")
        #expect(try terminal.wait(for: "about this screen") != nil)
        try terminal.press("Escape")
        #expect(try terminal.wait(for: "hardest") != nil)
      }
    }
  }

  @Test(arguments: ["TERM", "INT"]) func `a termination signal stops and saves`(_ signal: String) throws {
    try Self.withTerminal { terminal, folder in
      #expect(try terminal.wait(for: "● training") != nil)
      try Self.signal(signal, in: folder)
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored, status 0") == true, "\(end ?? "")")
      #expect(end?.contains("stopped after") == true, "\(end ?? "")")
    }
  }

  // Every other signal is in SignalTests, on a terminal that is quicker to start.
  @Test(arguments: ["SEGV", "QUIT"])
  func `a crash leaves the terminal as it was`(_ signal: String) throws {
    try Self.withTerminal("(ulimit -c 0; \(Self.train))") { terminal, folder in
      #expect(try terminal.wait(for: "● training") != nil)
      try Self.signal(signal, in: folder)
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored") == true, "\(end ?? "")")
      #expect(end?.contains("status 0") == false)
      #expect(end?.contains("╭") == false, "the alternate screen is left")
    }
  }

  @Test(arguments: ["explore", "replay"])
  func `a missing run has one line and its status`(_ command: String) throws {
    try Self.withTerminal("'\(SiamProgram.path)' \(command) nowhere", width: 160) { terminal, _ in
      let end = try terminal.wait(for: "modes restored, status 66")
      let shown = try terminal.screen()
      #expect(end?.contains("nowhere: no such run") == true, "\(shown)")
    }
  }

  @Test func `invalid data ends with one line`() throws {
    try Self.withTerminal("'\(SiamProgram.path)' train --data /nowhere/at/all") { terminal, _ in
      let end = try terminal.wait(for: "modes")
      #expect(end?.contains("modes restored, status 66") == true, "\(end ?? "")")
      #expect(end?.contains("/nowhere/at/all") == true)
    }
  }
}
