import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct SpaceTests {
  private let room = Rectangle(column: 3, row: 2, width: 60, height: 20)

  private func mapped(explored: Bool = false) -> Stage {
    var stage = Stage(width: 120, height: 40)
    if explored {
      let run = SimulatedRun()
      guard case .started(let report) = run.started else { return stage }
      stage.send(
        .exploring(
          ExplorationReport(
            model: "runs/best", recipe: run.recipe, data: report.data, step: 900, parameters: 1, threshold: nil)))
    } else {
      var run = SimulatedRun()
      stage.play(run.events(to: 20))
    }
    stage.press(.character("5"))
    stage.settle()
    return stage
  }

  private func queries(_ stage: Stage) -> [SpaceQuery] {
    stage.effects.compactMap { effect in
      if case .ask(_, .space(let query)) = effect { query } else { nil }
    }
  }

  private func chart(_ positions: [(Float, Float)], classes: Int = 1) -> SpaceChart {
    SpaceChart(
      SpaceMap(
        step: 1, method: .principalComponents,
        points: positions.enumerated().map { number, position in
          SpacePoint(image: ImageID(number), classIndex: number % classes, x: position.0, y: position.1)
        }, explained: nil,
        classes: (0..<classes).map { ClassSummary(id: ClassID($0), name: "class \($0)", group: nil, images: []) },
        similarPairs: []))
  }

  @Test func `the whole view shows every point, to scale`() throws {
    let chart = chart([(-3, 1), (5, -0.5), (0.2, 2), (1, 1)])
    let projection = MapProjection(MapWindow(fitting: chart.points, in: room), in: room)
    for point in chart.points { _ = try #require(projection.cell(point.position)) }
    let origin = projection.position(FeatureSpace.Point(x: 0, y: 0))
    let right = projection.position(FeatureSpace.Point(x: 1, y: 0))
    let above = projection.position(FeatureSpace.Point(x: 0, y: 1))
    // A cell is twice as high as wide.
    #expect(abs((right.column - origin.column) - 2 * (origin.row - above.row)) < 1e-9)
  }

  @Test func `the point of a cell lies in that cell`() throws {
    let projection = MapProjection(MapWindow(centre: FeatureSpace.Point(x: 2, y: -1), radius: 0.7), in: room)
    for (column, row) in [(3, 2), (30, 12), (62, 21)] {
      let cell = try #require(projection.cell(projection.point(column: column, row: row)))
      #expect(cell == (column, row))
    }
  }

  @Test func `zooming keeps its centre fixed`() {
    let whole = MapWindow(centre: FeatureSpace.Point(x: 0, y: 0), radius: 2)
    var window = whole
    let fixed = FeatureSpace.Point(x: 1.2, y: -0.3)
    let before = MapProjection(window, in: room).position(fixed)
    window.zoom(by: 1.7, about: fixed, whole: whole)
    let after = MapProjection(window, in: room).position(fixed)
    #expect(window.radius < whole.radius)
    #expect(abs(before.column - after.column) < 1e-9 && abs(before.row - after.row) < 1e-9)
    for _ in 0..<100 { window.zoom(by: 0.5, about: fixed, whole: whole) }
    #expect(window.radius == 4)
  }

  @Test func `arrows move to the nearest point ahead`() {
    let chart = chart([(0, 0), (1, 0.1), (0.4, 0.9), (0.1, -1), (-2, 0)])
    let origin = FeatureSpace.Point(x: 0, y: 0)
    #expect(chart.next(from: origin, towards: .right, atLeast: 0.1)?.image == ImageID(1))
    #expect(chart.next(from: origin, towards: .up, atLeast: 0.2)?.image == ImageID(2))
    #expect(chart.next(from: origin, towards: .down, atLeast: 0.2)?.image == ImageID(3))
    #expect(chart.next(from: origin, towards: .left, atLeast: 0.2)?.image == ImageID(4))
    #expect(chart.next(from: FeatureSpace.Point(x: 1, y: 0.1), towards: .right, atLeast: 0.1) == nil)
  }

  @Test func `points without a position or a class are skipped`() {
    let chart = SpaceChart(
      SpaceMap(
        step: -4, method: .tSNE,
        points: [
          SpacePoint(image: ImageID(1), classIndex: 0, x: .nan, y: 0),
          SpacePoint(image: ImageID(2), classIndex: 5, x: 0, y: 0),
          SpacePoint(image: ImageID(3), classIndex: -1, x: 0, y: 0),
          SpacePoint(image: ImageID(4), classIndex: 0, x: 1, y: 2),
        ], explained: nil, classes: [ClassSummary(id: ClassID(9), name: "x", group: nil, images: [])],
        similarPairs: [SimilarPair(first: ImageID(4), second: ImageID(1), distance: 0)]))
    #expect(chart.points.map(\.image) == [ImageID(4)])
    #expect(chart.similarPairs.isEmpty)
    #expect(chart.classCentres == [FeatureSpace.Point(x: 1, y: 2)])
  }

  @Test func `few classes have letters, many share those of their groups, and highlighted ones have their own`() {
    let few = MapLegend(chart([(0, 0), (1, 1), (2, 2)], classes: 3), highlighted: [], theme: .dark)
    #expect(few.kind == .classes)
    #expect(few.entries.map(\.name) == ["class 0", "class 1", "class 2"])
    let many = SpaceChart(SimulatedResults.map(SpaceQuery(method: .principalComponents, maxPoints: 800), step: 1))
    let groups = MapLegend(many, highlighted: [], theme: .dark)
    #expect(groups.kind == .groups)
    #expect(groups.entries.map(\.name) == ["Georgian", "Thai"])
    let chosen = MapLegend(many, highlighted: [ClassID(1043), ClassID(7)], theme: .dark)
    #expect(chosen.kind == .classes)
    #expect(chosen.entries.map(\.name) == ["letter 3"])
    #expect(chosen.entry(ofClass: 2)?.letter == "a")
    #expect(chosen.entry(ofClass: 3) == nil)
  }

  @Test func `t-SNE is computed on demand only, and once`() {
    var stage = mapped()
    #expect(queries(stage).map(\.method).allSatisfy { $0 == .principalComponents })
    stage.press(.character("m"))
    stage.settle()
    #expect(queries(stage).count { $0.method == .tSNE } == 1)
    #expect(stage.model.space.chart?.method == .tSNE)
    var run = SimulatedRun()
    stage.play(run.events(to: 60).suffix(40))
    stage.press(.character("m"), .character("m"))
    stage.settle()
    #expect(queries(stage).count { $0.method == .tSNE } == 1)
    stage.press(.character("r"))
    stage.settle()
    #expect(queries(stage).count { $0.method == .tSNE } == 2)
  }

  @Test func `principal components are updated during training`() {
    var stage = mapped()
    let before = queries(stage).count
    var run = SimulatedRun()
    stage.play(run.events(to: 80).suffix(60))
    #expect(queries(stage).count > before)
    #expect(stage.model.space.chart.map { $0.step > 20 } == true)
  }

  @Test func `a click chooses a point, and a drag pans`() throws {
    var stage = mapped()
    let layout = SpaceLayout(stage.model, stage.model.frame.body)
    let chart = try #require(stage.model.space.chart)
    let projection = MapProjection(MapPanel.window(stage.model, chart, in: layout.field), in: layout.field)
    let wanted = chart.points[333]
    let cell = try #require(projection.cell(wanted.position))
    let around = chart.points.filter { point in projection.cell(point.position).map { $0 == cell } ?? false }
    stage.send(.input(.mouse(MouseEvent(.press, column: cell.column, row: cell.row))))
    stage.send(.input(.mouse(MouseEvent(.release, column: cell.column, row: cell.row))))
    let chosen = stage.model.space.chosen
    #expect(around.contains { $0.image == chosen })
    #expect(stage.model.space.window == nil)
    stage.send(.input(.mouse(MouseEvent(.press, column: cell.column, row: cell.row))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: cell.column + 5, row: cell.row + 2))))
    stage.send(.input(.mouse(MouseEvent(.release, column: cell.column + 5, row: cell.row + 2))))
    let window = try #require(stage.model.space.window)
    let moved = try #require(MapProjection(window, in: layout.field).cell(wanted.position))
    #expect(moved == (cell.column + 5, cell.row + 2))
    #expect(stage.model.space.chosen == chosen)
    stage.press(.character("="))
    #expect(stage.model.space.window == nil)
  }

  @Test func `a search moves to a class, and Enter gives it a letter`() {
    var stage = mapped(explored: true)
    stage.press(.character("/"))
    for character in "letter 33" { stage.press(.character(character)) }
    stage.press(.enter, .enter)
    #expect(stage.model.space.chosen == ImageID(19_820 + 32 * 20))
    #expect(stage.model.space.highlighted == [ClassID(1041 + 32)])
    stage.press(.character("o"))
    stage.settle()
    #expect(stage.model.space.chart?.classes.map(\.name) == ["letter 33"])
    stage.press(.escape)
    stage.settle()
    #expect(stage.model.space.chart?.classes.count == 40)
  }

  @Test func `keys move through the list of similar pairs`() throws {
    var stage = mapped()
    stage.press(.tab, .down)
    let pair = try #require(stage.model.space.chart?.similarPairs[1])
    #expect(stage.model.space.shownPair == pair)
    #expect(stage.model.space.chosen == pair.first)
    #expect(stage.canvas.plainText.contains("hard to distinguish"))
    stage.press(.character("G"))
    #expect(stage.model.space.pairIndex == 13)
    stage.press(.escape)
    #expect(stage.model.space.focus == .map)
  }

  @Test func `the reason for a refused query is shown`() {
    var stage = Stage(width: 120, height: 40)
    stage.play([SimulatedRun().started])
    _ = update(&stage.model, .input(.key(.character("5"))))
    let numbers = 0...4
    for number in numbers {
      stage.send(.result(number: number, .rejected(.space, reason: "no validation set: train with --hold-out 20")))
    }
    #expect(stage.canvas.plainText.contains("train with --hold-out 20"))
  }
}
