import Testing

@testable import SiamCanvas

@Suite struct ChangesTests {
  @Test func `applying the changes to the earlier canvas gives the later one`() {
    var before = Canvas(width: 12, height: 4)
    before.write("loss 0.123", column: 0, row: 1)
    var after = before
    after.write("4", column: 9, row: 1)
    after.write("new", column: 2, row: 3)
    let runs = after.changes(from: before)
    #expect(runs.map(\.row) == [1, 3])
    #expect(runs.map(\.column) == [9, 2])
    var patched = before
    for run in runs { for (offset, cell) in run.cells.enumerated() { patched[run.column + offset, run.row] = cell } }
    #expect(patched == after)
    #expect(after.changes(from: after).isEmpty)
  }

  @Test func `without an earlier canvas of the same size all rows change`() {
    let canvas = Canvas(width: 3, height: 2)
    #expect(canvas.changes(from: nil).map(\.cells.count) == [3, 3])
    #expect(canvas.changes(from: Canvas(width: 2, height: 2)).count == 2)
    #expect(Canvas(width: 0, height: 5).changes(from: nil).isEmpty)
  }

  @Test func `ANSI text selects each style once`() {
    var canvas = Canvas(width: 3, height: 1)
    canvas.write("ab", column: 0, row: 0, style: Style(.rgb(1, 2, 3), attributes: .bold))
    #expect(canvas.ansiText == "\u{1B}[0;1;38;2;1;2;3mab\u{1B}[0m \u{1B}[0m\n")
  }

  @Test func `ANSI text has the nearest colours of a smaller palette`() {
    var canvas = Canvas(width: 1, height: 1)
    canvas.write("a", column: 0, row: 0, style: Style(.rgb(254, 1, 1), background: .palette(12)))
    #expect(canvas.ansiText(in: .xterm256) == "\u{1B}[0;38;5;196;104ma\u{1B}[0m\n")
    #expect(canvas.ansiText(in: .ansi16) == "\u{1B}[0;91;104ma\u{1B}[0m\n")
  }
}
