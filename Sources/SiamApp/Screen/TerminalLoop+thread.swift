import Foundation

extension TerminalLoop {
  /// Runs the loop on a thread of its own, until the screen ends.
  static func onOwnThread(_ audience: Audience, _ settings: ScreenSettings) async -> Ending {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        // A name given from outside never reaches the kernel, whose tools tell threads by it.
        Thread.current.name = "siam.terminal"
        continuation.resume(returning: run(audience, settings))
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }
}
