import CNCurses
package import SiamCanvas

extension Terminal {
  /// The number of changed cells above which a frame is shown in one synchronized update.
  private static let synchronizedCells = 200

  /// Shows a canvas, writing only the cells that differ from those shown.
  ///
  /// A larger canvas is cropped to the screen; a smaller one leaves the rest of the screen blank. Blocks while the
  /// terminal accepts no output. Does nothing without a screen, and while another program has the terminal.
  package func present(_ canvas: Canvas) {
    presented = canvas
    guard let size = screen?.size, canvas != shown || hasLeftScreen, siam_device_is_ours(output) != 0 else { return }
    if hasLeftScreen { enterScreen() }
    let fitted = Self.fit(canvas, width: size.width, height: size.height)
    let changed = putChanges(fitted)
    let paintsAll = shown == nil
    shown = fitted
    guard changed > 0 || paintsAll else { return }
    if paintsAll { screen?.invalidate() }
    let synchronizes = colors >= .palette256 && changed > Self.synchronizedCells
    if synchronizes { writeAll(output, RestoreSequence.updateBegin) }
    screen?.update()
    if synchronizes { writeAll(output, RestoreSequence.updateEnd) }
  }

  /// Repaints the whole screen, as on Ctrl-L.
  package func redraw() {
    shown = nil
    if let presented { present(presented) }
  }

  /// Stops the program as Ctrl-Z does, with the terminal restored; repaints and returns when the program continues.
  package func suspend() {
    leaveScreen()
    handlers?.suspendProgram()
    redraw()
  }

  /// Re-enters the screen after `leaveScreen`; the next update of the screen sets its modes.
  func enterScreen() {
    hasLeftScreen = false
    shown = nil
    screen?.enter()
    updateSize()
    do {
      try modes.arm(restoreSequence)
    } catch {
      // Unreachable: the same bytes fitted when the terminal was opened.
      return
    }
    if options.usesMouse { writeAll(output, RestoreSequence.mouseOn) }
  }

  /// Crops or extends a canvas to the size of the screen.
  private static func fit(_ canvas: Canvas, width: Int, height: Int) -> Canvas {
    guard canvas.width != width || canvas.height != height else { return canvas }
    var fitted = Canvas(width: width, height: height)
    for row in 0..<min(height, canvas.height) {
      for column in 0..<min(width, canvas.width) { fitted[column, row] = canvas[column, row] }
    }
    return fitted
  }

  /// Passes the cells that differ from those shown to ncurses, and returns their number.
  private func putChanges(_ canvas: Canvas) -> Int {
    var changed = 0
    var keys = PairKeys(level: colors, hasDefaultColors: screen?.hasDefaultColors ?? true)
    for run in canvas.changes(from: shown) {
      changed += run.cells.count
      let cells = run.cells.map { cell in
        SiamCell(
          scalar: cell.scalar.value,
          attributes: UInt32(cell.attributes.rawValue) | (cell.isWide ? UInt32(SIAM_CELL_WIDE) : 0),
          pair: pairNumber(keys.key(cell), canvas: canvas, keys: &keys))
      }
      screen?.put(cells, column: run.column, row: run.row)
    }
    return changed
  }

  /// Returns the number of a colour pair, defining it if necessary.
  ///
  /// On a canvas with more pairs than the terminal's table holds, some cells lose their background, then their colour.
  private func pairNumber(_ pair: ColorPairs.Pair, canvas: Canvas, keys: inout PairKeys) -> Int32 {
    if let number = number(of: pair) { return number }
    if !keys.hasEvicted {
      keys.hasEvicted = true
      pairs.evict(keeping: keys.all(canvas))
      if let number = number(of: pair) { return number }
    }
    return number(of: ColorPairs.Pair(foreground: pair.foreground, background: -1)) ?? 0
  }

  private func number(of pair: ColorPairs.Pair) -> Int32? {
    guard let assignment = pairs.assignment(pair) else { return nil }
    if assignment.isNew, screen?.definePair(assignment.number, pair) != true {
      pairs.remove(pair)
      return nil
    }
    return assignment.number
  }
}
