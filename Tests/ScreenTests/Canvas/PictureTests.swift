import Testing

@testable import SiamCanvas

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
