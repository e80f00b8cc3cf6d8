import Testing

@testable import SiamCanvas

@Suite struct DotTests {
  @Test func `braille dots are numbered as in Unicode`() {
    for (x, y, scalar) in [
      (0, 0, "⠁"), (1, 0, "⠈"), (0, 1, "⠂"), (1, 1, "⠐"), (0, 2, "⠄"), (1, 2, "⠠"), (0, 3, "⡀"), (1, 3, "⢀"),
    ] as [(Int, Int, Unicode.Scalar)] {
      var dots = DotGrid(columns: 1, rows: 1, charset: .braille)
      dots.set(x, y, style: Style())
      var canvas = Canvas(width: 1, height: 1)
      dots.paint(on: &canvas, column: 0, row: 0)
      #expect(canvas[0, 0].scalar == scalar)
    }
  }

  @Test func `a line connects its points in every charset`() {
    for charset in Charset.allCases {
      var dots = DotGrid(columns: 10, rows: 5, charset: charset)
      let (right, bottom) = (dots.width - 1, dots.height - 1)
      dots.line(from: (0, 0), to: (Double(right), Double(bottom)), style: Style())
      #expect(dots.isSet(0, 0) && dots.isSet(right, bottom))
      #expect((0...right).allSatisfy { x in (0...bottom).contains { dots.isSet(x, $0) } })
    }
  }

  @Test func `a line far outside is clipped, and invalid points draw nothing`() {
    var dots = DotGrid(columns: 4, rows: 2, charset: .braille)
    dots.line(from: (-1e12, 3), to: (1e12, 3), style: Style())
    #expect((0..<8).allSatisfy { dots.isSet($0, 3) })
    dots = DotGrid(columns: 4, rows: 2, charset: .braille)
    dots.line(from: (.nan, 0), to: (3, 3), style: Style())
    dots.line(from: (-.infinity, 0), to: (3, 3), style: Style())
    dots.line(from: (0, 99), to: (7, 99), style: Style())
    dots.ellipse(centre: (.nan, 0), radius: (3, 3), style: Style())
    #expect((0..<8).allSatisfy { x in (0..<8).allSatisfy { !dots.isSet(x, $0) } })
  }

  @Test func `the later curve colours a cell, and curves hide areas`() {
    let (first, second) = (Style(.rgb(9, 9, 9)), Style(.rgb(99, 9, 9)))
    var dots = DotGrid(columns: 2, rows: 1, charset: .braille)
    dots.area(x: 0, from: 0, to: 3, style: first)
    dots.area(x: 2, from: 0, to: 3, style: first)
    dots.set(0, 0, style: first)
    dots.set(1, 0, style: second)
    var canvas = Canvas(width: 2, height: 1)
    dots.paint(on: &canvas, column: 0, row: 0)
    #expect(canvas[0, 0] == Cell("⠉", second))
    #expect(canvas[1, 0] == Cell("⡇", first))
  }
}
