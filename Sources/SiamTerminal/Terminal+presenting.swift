internal import CNCurses
import SiamCanvas

extension Terminal {
  /// Above this many changed cells a frame is held back until it is whole.
  private static let synchronizedCells = 200

  /// Shows a canvas, writing only what differs from what is shown: nothing, if nothing does.
  ///
  /// What the canvas has beyond the screen's size is left out, and what the screen has beyond the canvas's is blank.
  /// Blocks while
  /// the terminal takes no more. Does nothing without a screen, and while another program has the terminal.
  package func present(_ canvas: Canvas) {
    presented = canvas
    guard let size = screen?.size, canvas != shown || isLeft, siam_device_is_ours(output) != 0 else { return }
    if isLeft { enterScreen() }
    let whole = Self.fit(canvas, width: size.width, height: size.height)
    let changed = putChanges(whole)
    let paintsAll = shown == nil
    shown = whole
    guard changed > 0 || paintsAll else { return }
    if paintsAll { screen?.invalidate() }
    let synchronizes = colors >= .palette256 && changed > Self.synchronizedCells
    if synchronizes { writeAll(output, RestoreSequence.updateBegin) }
    screen?.update()
    if synchronizes { writeAll(output, RestoreSequence.updateEnd) }
  }

  /// Paints everything anew, as on Ctrl-L.
  package func redraw() {
    shown = nil
    if let presented { present(presented) }
  }

  /// Stops the program as Ctrl-Z does, the terminal being the shell's; returns when it goes on, with everything
  /// painted anew.
  package func suspend() {
    leaveScreen()
    handlers?.suspendProgram()
    redraw()
  }

  /// Takes the terminal again after `leaveScreen`; the next update of the screen sets its modes.
  func enterScreen() {
    isLeft = false
    shown = nil
    screen?.enter()
    updateSize()
    do {
      try modes.arm(restoreSequence)
    } catch {
      // It fitted before.
      return
    }
    if options.usesMouse { writeAll(output, RestoreSequence.mouseOn) }
  }

  /// The part of a canvas that the screen has room for.
  private static func fit(_ canvas: Canvas, width: Int, height: Int) -> Canvas {
    guard canvas.width != width || canvas.height != height else { return canvas }
    var fitted = Canvas(width: width, height: height)
    for row in 0..<min(height, canvas.height) {
      for column in 0..<min(width, canvas.width) { fitted[column, row] = canvas[column, row] }
    }
    return fitted
  }

  /// Hands ncurses the cells that differ from those shown; how many there were.
  private func putChanges(_ canvas: Canvas) -> Int {
    var changed = 0
    var keys = PairKeys(level: colors, hasDefaultColors: screen?.hasDefaultColors ?? true)
    for run in canvas.changes(from: shown) {
      changed += run.cells.count
      let cells = run.cells.map { cell in
        SiamCell(
          scalar: cell.scalar.value, attributes: UInt32(cell.attributes.rawValue),
          pair: pairNumber(keys.key(cell), canvas: canvas, keys: &keys))
      }
      screen?.put(cells, column: run.column, row: run.row)
    }
    return changed
  }

  /// The number of a colour pair, defined first if need be.
  ///
  /// A canvas with more pairs than the terminal's table holds loses the background of some of its cells, then their
  /// colour.
  private func pairNumber(_ pair: ColorPairs.Pair, canvas: Canvas, keys: inout PairKeys) -> Int32 {
    if let number = assigned(pair) { return number }
    if !keys.hasEvicted {
      keys.hasEvicted = true
      pairs.evict(keeping: keys.all(canvas))
      if let number = assigned(pair) { return number }
    }
    return assigned(ColorPairs.Pair(foreground: pair.foreground, background: -1)) ?? 0
  }

  private func assigned(_ pair: ColorPairs.Pair) -> Int32? {
    guard let assignment = pairs.assignment(pair) else { return nil }
    if assignment.isNew, screen?.definePair(assignment.number, pair) != true {
      pairs.remove(pair)
      return nil
    }
    return assignment.number
  }
}
