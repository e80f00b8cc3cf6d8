import SiamTerminal

/// Runs `body`, and calls `handle` for each signal that asks to stop meanwhile, if the command owns the process.
///
/// - Throws: `TerminalError`, or what `body` throws.
func whileHandlingSignals(
  _ handle: @escaping @Sendable (StopSignals.Reason) -> Void, during body: () async throws -> Void
) async throws {
  guard Output.current.ownsProcess else { return try await body() }
  let signals = try StopSignals()
  let listening = Task { for await reason in signals.reasons { handle(reason) } }
  defer {
    signals.close()
    listening.cancel()
  }
  try await body()
}
