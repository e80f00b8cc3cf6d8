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

@Suite struct BarTests {
  private let room = Rectangle(column: 0, row: 0, width: 5, height: 2)

  @Test func `bars grow up in eighths`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.bars([0, 0.001, 0.25, 0.75, 1], in: room, growth: .up, style: Style())
    #expect(canvas.plainText == "   ▄█\n ▁▄██\n")
  }

  @Test func `bars grow down by reversed eighths`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.bars([0, 0.001, 0.25, 0.75, .nan], in: room, growth: .down, style: Style())
    #expect(canvas[1, 0] == Cell("▇", Style(attributes: .reverse)))
    #expect(canvas.plainText == " ▔▀█\n   ▀\n")
  }

  @Test func `bars are halves in ASCII`() {
    var canvas = Canvas(width: 5, height: 2)
    canvas.charset = .ascii
    canvas.bars([0, 0.25, 0.5, 0.75, 7], in: room, growth: .up, style: Style())
    #expect(canvas.plainText == "   .#\n .###\n")
  }

  @Test func `a gauge fills its share`() {
    var canvas = Canvas(width: 8, height: 1)
    canvas.gauge(0.5, in: Rectangle(column: 0, row: 0, width: 8, height: 1), style: Style(), rail: Style())
    #expect(canvas.plainText == "━━━━────\n")
    canvas.gauge(.nan, in: Rectangle(column: 0, row: 0, width: 8, height: 1), style: Style(), rail: Style())
    #expect(canvas.plainText == "────────\n")
  }
}

@Suite struct PictureTests {
  @Test func `two pixels share a cell`() throws {
    var canvas = Canvas(width: 2, height: 1)
    let raster = try #require(Raster(width: 2, height: 2, pixels: [255, 0, 0, 255]))
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 2, height: 1), theme: .dark)
    #expect(canvas[0, 0] == Cell("▀", Style(Theme.dark.ink, background: Theme.dark.paper)))
    #expect(canvas[1, 0] == Cell("▀", Style(Theme.dark.paper, background: Theme.dark.ink)))
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 2, height: 1), theme: .plain)
    #expect(canvas.plainText == "▀▄\n")
  }

  @Test func `a picture is scaled down by area and never up`() throws {
    let raster = try #require(Raster(width: 4, height: 2, pixels: [0, 100, 200, 200, 100, 200, 0, 0]))
    #expect(raster.resized(width: 2, height: 1)?.pixels == [100, 100])
    let uneven = try #require(Raster(width: 3, height: 1, pixels: [30, 60, 90]))
    #expect(uneven.resized(width: 2, height: 1)?.pixels == [40, 80])
    var canvas = Canvas(width: 9, height: 9)
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 9, height: 9), theme: .plain)
    #expect(canvas.cells.filter { $0.scalar != " " }.count <= 4)
  }

  @Test func `a raster with the wrong number of pixels is rejected`() {
    #expect(Raster(width: 2, height: 2, pixels: [1]) == nil)
    #expect(Raster(width: 0, height: 0, pixels: []) == nil)
  }

  @Test func `ASCII pictures use a ramp of characters`() throws {
    var canvas = Canvas(width: 3, height: 1)
    canvas.charset = .ascii
    let raster = try #require(Raster(width: 3, height: 2, pixels: [0, 128, 255, 0, 128, 255]))
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 3, height: 1), theme: .plain)
    #expect(canvas.plainText == " =@\n")
  }
}

@Suite struct ColourTests {
  @Test func `the nearest of 240 colours is found exactly`() {
    for red in stride(from: 0, through: 255, by: 15) {
      for green in stride(from: 0, through: 255, by: 15) {
        for blue in stride(from: 0, through: 255, by: 15) {
          let color = Color.rgb(UInt8(red), UInt8(green), UInt8(blue))
          let best = (16...255).map { color.squaredDistance(to: .xterm(UInt8($0))) }.min()
          let found = color.xterm256.map { color.squaredDistance(to: .xterm($0)) }
          #expect(found == best)
        }
      }
    }
    #expect(Color.standard.xterm256 == nil)
    #expect(Color.rgb(255, 0, 0).xterm256 == 196)
    #expect(Color.rgb(8, 8, 8).xterm256 == 232)
  }

  @Test func `the roles differ in sixteen colours`() {
    for theme in [Theme.dark, .light] {
      let hues = [theme.positive, theme.negative, theme.good, theme.warning].map { $0.foreground.ansi16 }
      #expect(Set(hues).count == 4)
      #expect(!hues.contains(nil))
    }
    #expect(Theme.dark.positive.foreground.ansi16 != Theme.dark.accent.foreground.ansi16)
    #expect(Color.rgb(0, 0, 0).ansi16 == 0)
    #expect(Color.rgb(255, 255, 255).ansi16 == 15)
    #expect(Color.rgb(200, 0, 0).ansi16 == 9)
    #expect(Color.rgb(0, 0, 120).ansi16 == 4)
    #expect(Color.standard.ansi16 == nil)
  }
}
