import Testing

@testable import SiamCanvas

/// A colour picture in every charset and at every colour depth.
@Suite struct ColourPictureTests {
  /// Red, green, blue and white over black, yellow, grey and dark red.
  private static let colors: [Color] = [
    .rgb(230, 30, 30), .rgb(30, 200, 60), .rgb(20, 40, 240), .rgb(255, 255, 255),
    .rgb(0, 0, 0), .rgb(240, 220, 20), .rgb(120, 120, 120), .rgb(90, 5, 0),
  ]
  private static let room = Rectangle(column: 0, row: 0, width: 4, height: 1)

  private static func raster() throws -> Raster {
    let values = colors.map { color -> [UInt8] in
      guard case .rgb(let red, let green, let blue) = color else { return [] }
      return [red, green, blue]
    }
    let planes = (0..<3).flatMap { plane in values.map { $0[plane] } }
    return try #require(Raster(width: 4, height: 2, isColoured: true, pixels: planes))
  }

  private static func canvas(_ charset: Charset, _ theme: Theme) throws -> Canvas {
    var canvas = Canvas(width: 4, height: 1)
    canvas.charset = charset
    canvas.picture(try raster(), in: room, theme: theme)
    return canvas
  }

  @Test(arguments: [Charset.braille, .block], [Theme.dark, .light, .highContrast, .terminalDark])
  func `half blocks have the picture's colours in every theme`(charset: Charset, theme: Theme) throws {
    let canvas = try Self.canvas(charset, theme)
    for column in 0..<4 {
      #expect(canvas[column, 0] == Cell("▀", Style(Self.colors[column], background: Self.colors[column + 4])))
    }
  }

  @Test func `without colours, characters show the brightness of pixels`() throws {
    #expect(try Self.canvas(.ascii, .dark).plainText == ".+-+\n")
    #expect(try Self.canvas(.ascii, .plain).plainText == ".+-+\n")
    // On a light background a dense character is dark.
    #expect(try Self.canvas(.ascii, .light).plainText == "#-+-\n")
    // With colours, equally bright pixels differ.
    #expect(try Self.canvas(.ascii, .dark)[0, 0].foreground == .rgb(115, 15, 15))
    #expect(try Self.canvas(.ascii, .plain).cells.allSatisfy { $0.foreground == .standard })
    #expect(try Self.canvas(.braille, .plain).plainText == " █▄▀\n")
  }

  @Test func `256 and 16 colours are the nearest ones`() {
    #expect(Self.colors.map(\.xterm256) == [160, 41, 21, 231, 16, 220, 243, 52])
    #expect(Self.colors.map(\.ansi16) == [9, 10, 12, 15, 0, 11, 7, 1])
  }

  @Test func `planes are scaled separately, and the row below an odd height is paper`() throws {
    let raster = try #require(
      Raster(width: 2, height: 1, isColoured: true, pixels: [0, 100, 50, 250, 10, 20]))
    #expect(raster.resized(width: 1, height: 1)?.pixels == [50, 150, 15])
    #expect(raster.components(column: 1, row: 0) == (100, 250, 20))
    #expect(raster.brightness(column: 1, row: 0) == 179)
    var canvas = Canvas(width: 2, height: 1)
    canvas.picture(raster, in: Rectangle(column: 0, row: 0, width: 2, height: 1), theme: .dark)
    #expect(canvas[0, 0] == Cell("▀", Style(.rgb(0, 50, 10), background: Theme.dark.paper)))
    #expect(Raster(width: 2, height: 1, isColoured: true, pixels: [1, 2]) == nil)
    #expect(Raster(width: 2, height: 1, pixels: [0, 100, 50, 250, 10, 20]) == nil)
  }
}
