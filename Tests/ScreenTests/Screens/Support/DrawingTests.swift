import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// Hand-drawn queries, rendered like the images of the data.
@Suite struct DrawingTests {
  private func style(_ strokeWidth: Float, extent: Float = 0.7, isCentred: Bool = true) -> InkStyle {
    InkStyle(width: 28, height: 28, strokeWidth: strokeWidth, extent: extent, isCentred: isCentred)
  }

  private func line(_ points: (Double, Double)...) -> Drawing {
    var drawing = Drawing()
    for (index, point) in points.enumerated() {
      let point = Drawing.Point(x: point.0, y: point.1)
      if index == 0 { drawing.begin(at: point) } else { drawing.move(to: point) }
    }
    drawing.lift()
    return drawing
  }

  @Test(
    arguments: [Float(0.7), 1, 1.6, 2.4, 3.1, 5], [(0.2, 0.5, 0.8, 0.5), (0.5, 0.1, 0.5, 0.9), (0.2, 0.2, 0.8, 0.75)])
  func `a stroke has the stroke width of the data`(strokeWidth: Float, ends: (Double, Double, Double, Double)) {
    let raster = line((ends.0, ends.1), (ends.2, ends.3)).image(style(strokeWidth, isCentred: false))
    let (dx, dy) = (28 * (ends.2 - ends.0), 28 * (ends.3 - ends.1))
    let length = (dx * dx + dy * dy).squareRoot()
    let ink = raster.pixels.reduce(0.0) { $0 + Double($1) } / 255
    // The round ends add a circle, with at most a pixel of softness.
    let ends = Double.pi * Double(max(strokeWidth, 1) * strokeWidth) / 4
    let width = (ink - ends) / length
    #expect(abs(width / Double(max(strokeWidth, 0.5)) - 1) < 0.1, "\(width)")
  }

  @Test func `a horizontal stroke fills the expected pixels`() {
    let raster = line((0.25, 0.5), (0.75, 0.5)).image(style(2, isCentred: false))
    for column in 0..<28 {
      let values = (0..<28).map { raster.pixels[$0 * 28 + column] }
      // Two pixels wide around the line between rows 13 and 14.
      let full: [UInt8] = (0..<28).map { $0 == 13 || $0 == 14 ? 255 : 0 }
      if (8..<20).contains(column) { #expect(values == full) }
      if column < 5 || column > 22 { #expect(values.allSatisfy { $0 == 0 }) }
    }
  }

  @Test func `drawings for centred data are centred and have its extent`() throws {
    for drawing in [
      line((0.05, 0.1), (0.4, 0.5)), line((0.6, 0.95), (0.9, 0.65), (0.95, 0.9)), line((0.1, 0.1), (1, 1)),
    ] {
      let raster = drawing.image(style(2.4))
      let columns = (0..<28).filter { column in (0..<28).contains { raster.pixels[$0 * 28 + column] >= 64 } }
      let rows = (0..<28).filter { row in (0..<28).contains { raster.pixels[row * 28 + $0] >= 64 } }
      let (left, right) = (try #require(columns.first), try #require(columns.last))
      let (top, bottom) = (try #require(rows.first), try #require(rows.last))
      #expect(abs(left + right - 27) <= 1 && abs(top + bottom - 27) <= 1)
      #expect(abs(Double(max(right - left, bottom - top) + 1) - 0.7 * 28) <= 2)
    }
  }

  @Test func `a dot stays a dot, at the centre`() {
    let raster = line((0.1, 0.9)).image(style(3))
    let ink = raster.pixels.reduce(0.0) { $0 + Double($1) } / 255
    #expect(abs(ink - Double.pi * 9 / 4) < 1)
    #expect(raster.pixels[13 * 28 + 13] == 255 && raster.pixels[14 * 28 + 14] == 255)
  }

  @Test func `drawings for other data are not moved`() {
    let raster = line((0.1, 0.1), (0.3, 0.1)).image(style(2, isCentred: false))
    #expect(raster.pixels[2 * 28 + 5] > 200)
    #expect(raster.pixels[14 * 28 + 14] == 0)
  }

  @Test func `undo removes one stroke, and erase removes all`() {
    var drawing = line((0.1, 0.1), (0.9, 0.1))
    let one = drawing
    drawing.begin(at: Drawing.Point(x: 0.5, y: 0.2))
    drawing.move(byX: 0, y: 0.5)
    #expect(drawing.strokes.count == 2 && drawing.isDown)
    drawing.undo()
    #expect(drawing.strokes == one.strokes && !drawing.isDown)
    drawing.move(byX: 0.1, y: 0)
    #expect(drawing.strokes == one.strokes)
    drawing.undo()
    drawing.undo()
    #expect(drawing.isEmpty)
    var other = one
    other.erase()
    #expect(other.isEmpty && other.image(style(2)).pixels.allSatisfy { $0 == 0 })
  }

  @Test func `the pen stays on the pad, and the number of points is bounded`() {
    var drawing = Drawing()
    drawing.begin(at: Drawing.Point(x: .nan, y: -3))
    #expect(drawing.pen == Drawing.Point(x: 0.5, y: 0))
    for index in 0..<10_000 { drawing.move(to: Drawing.Point(x: Double(index % 97) / 97, y: 2)) }
    #expect(drawing.pen.y == 1)
    #expect(drawing.strokes.reduce(0) { $0 + $1.count } == Drawing.maxPoints)
  }

  @Test func `wider and narrower cancel out, and the width is bounded`() {
    var drawing = line((0.2, 0.5), (0.8, 0.5))
    let ink = { (drawing: Drawing) in
      drawing.image(style(2.4, isCentred: false)).pixels.reduce(0.0) { $0 + Double($1) }
    }
    let initial = ink(drawing)
    drawing.changeWeight(wider: true)
    #expect(ink(drawing) > initial * 1.15)
    drawing.changeWeight(wider: false)
    #expect(drawing.weight == 1)
    for _ in 0..<9 { drawing.changeWeight(wider: false) }
    #expect(drawing.weight == Drawing.weights.lowerBound)
  }
}

/// The pad on the screen.
@Suite struct PadTests {
  private func drawing(width: Int, height: Int) -> (stage: Stage, layout: SupportLayout) {
    var stage = Stage(width: width, height: height)
    stage.press(.character("4"), .character("d"))
    return (stage, stage.model.supportLayout(stage.model.frame.body))
  }

  @Test(arguments: [(200, 60), (120, 40), (80, 24), (64, 18)])
  func `a mouse stroke becomes an image`(size: (width: Int, height: Int)) throws {
    var (stage, layout) = drawing(width: size.width, height: size.height)
    let paper = layout.paper
    #expect(paper.width == 2 * paper.height && paper.height >= 8)
    let row = paper.row + paper.height / 2
    stage.send(.input(.mouse(MouseEvent(.press, column: paper.column + paper.width / 4, row: row))))
    // A fast drag skips cells; the line between them is drawn all the same.
    stage.send(.input(.mouse(MouseEvent(.drag, column: paper.column + paper.width * 3 / 4, row: row))))
    stage.send(.input(.mouse(MouseEvent(.release, column: paper.column + paper.width * 3 / 4, row: row))))
    let query = try #require(stage.model.supportQuery)
    #expect(query.id == .drawn && query.truth == nil)
    guard case .pixels(let pixels) = query.source else {
      Issue.record("no pixels")
      return
    }
    // The data is centred: a horizontal stroke through the middle, as long as its typical extent.
    let ink = SimulatedResults.ink
    let middle = (0..<28).map { pixels[14 * 28 + $0] }
    #expect(abs(Float(middle.count { $0 > 100 }) - ink.extent * 28) <= 2)
    #expect((0..<28).filter { row in pixels[row * 28 + 14] > 100 }.allSatisfy { (12...15).contains($0) })
    // The stroke is visible on the pad at once.
    let lit = stage.canvas[paper.column + paper.width / 2, row]
    #expect(lit.scalar == "▀" && (lit.foreground != Theme.dark.paper || lit.background != Theme.dark.paper))
  }

  @Test func `scores update while drawing`() throws {
    var (stage, layout) = drawing(width: 120, height: 40)
    stage.settle()
    stage.effects = []
    let paper = layout.paper
    stage.send(.input(.mouse(MouseEvent(.press, column: paper.column + 4, row: paper.row + 4))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: paper.column + 20, row: paper.row + 12))))
    let requests = stage.effects.compactMap { effect -> ScoresQuery? in
      if case .ask(_, .scores(let request)) = effect { request } else { nil }
    }
    #expect(requests.count == 2 && requests.allSatisfy { $0.queries.count == 1 })
    let query = try #require(stage.model.supportQuery)
    #expect(requests.last?.queries == [query.source])
    #expect(stage.model.support.scores.score(of: query) != nil)
    stage.press(.escape)
    #expect(!stage.model.support.isDrawing && stage.model.supportQuery?.id == .drawn)
    stage.press(.character("d"), .character("e"), .escape)
    #expect(stage.model.supportQuery?.id == .episode(0))
  }

  @Test func `keys draw too, and Space does not pause while drawing`() {
    var (stage, _) = drawing(width: 80, height: 24)
    stage.effects = []
    stage.press(.character(" "), .right, .right, .right, .character(" "), .down, .down, .enter, .left, .enter)
    #expect(stage.model.support.drawing.strokes.count == 2)
    #expect(!stage.effects.contains(.command(.pause)))
    stage.press(.character("u"))
    #expect(stage.model.support.drawing.strokes.count == 1)
  }
}
