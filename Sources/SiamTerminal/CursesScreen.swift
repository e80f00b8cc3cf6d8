import CNCurses

/// An ncurses screen. At most one exists at a time.
final class CursesScreen {
  private let handle: OpaquePointer

  /// Opens the terminal: raw mode, no echo, no cursor.
  ///
  /// - Parameters:
  ///   - type: the terminal's type, as in `TERM`.
  ///   - description: a description to use instead of the system's for the type.
  ///   - input: the terminal's descriptor for reading.
  ///   - output: the terminal's descriptor for writing.
  ///   - usesColor: whether colour pairs will be defined.
  /// - Throws: `TerminalError.unknownType` or `.system`.
  init(
    type: String, description: TerminalDescription?, input: Int32, output: Int32, usesColor: Bool
  ) throws(TerminalError) {
    let name = description?.names.first ?? type
    let opened = Self.withDescription(description) {
      siam_screen_open(name, input, output, usesColor ? 1 : 0)
    }
    guard let opened else {
      let error = systemError("open the terminal")
      if case .system(_, code: 0) = error { throw .unknownType(type) }
      throw error
    }
    handle = opened
  }

  deinit { siam_screen_close(handle) }

  var colorCount: Int { Int(siam_screen_color_count(handle)) }
  var pairCount: Int { Int(siam_screen_pair_count(handle)) }
  var hasDefaultColors: Bool { siam_screen_has_default_colors(handle) != 0 }

  /// The size in columns and rows.
  var size: (width: Int, height: Int) {
    var (columns, rows): (Int32, Int32) = (0, 0)
    siam_screen_size(handle, &columns, &rows)
    return (Int(columns), Int(rows))
  }

  func resize(width: Int, height: Int) {
    _ = siam_screen_resize(handle, Int32(clamping: width), Int32(clamping: height))
  }

  func definePair(_ number: Int32, _ pair: ColorPairs.Pair) -> Bool {
    siam_screen_define_pair(handle, number, pair.foreground, pair.background) != 0
  }

  func put(_ cells: [SiamCell], column: Int, row: Int) {
    cells.withUnsafeBufferPointer { cells in
      guard let start = cells.baseAddress else { return }
      _ = siam_screen_put(handle, Int32(clamping: row), Int32(clamping: column), start, Int32(clamping: cells.count))
    }
  }

  func invalidate() { siam_screen_invalidate(handle) }
  func update() { _ = siam_screen_update(handle) }

  /// Restores the terminal until `enter()` and the next update.
  func leave() { _ = siam_screen_leave(handle) }

  /// Makes the next update set the terminal's modes again.
  func enter() { siam_screen_enter(handle) }

  /// Runs `body` with a description in the environment variable `TERMINFO`, where ncurses looks first.
  private static func withDescription(
    _ description: TerminalDescription?, _ body: () -> OpaquePointer?
  ) -> OpaquePointer? {
    guard let description else { return body() }
    let before = environment("TERMINFO")
    setEnvironment("TERMINFO", description.environmentValue())
    let result = body()
    let reason = errnoValue
    setEnvironment("TERMINFO", before)
    errnoValue = reason
    return result
  }
}
