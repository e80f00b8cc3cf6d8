import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// Keys, the mouse and query results on the Runs screen.
@Suite struct RunsScreenTests {
  private static let names = SimulatedResults.runs.runs.map(\.path)

  private static func stage(width: Int = 120, height: Int = 40) -> Stage {
    var stage = Stage(width: width, height: height)
    Moment.listing(&stage)
    stage.send(.resized(width: width, height: height))
    stage.effects = []
    return stage
  }

  private static func queries(_ stage: Stage) -> [Query] {
    stage.effects.compactMap { if case .ask(_, let query) = $0 { query } else { nil } }
  }

  @Test func `the list is requested, then the curves of each run, the selected one first`() {
    var stage = Stage(width: 120, height: 40)
    Moment.listing(&stage)
    let queries = Self.queries(stage)
    #expect(queries.first { $0.isAboutRuns } == .runs)
    let curves = queries.compactMap { if case .curves(let run, _) = $0 { run } else { nil } }
    #expect(curves == [Self.names[0]] + Self.names[1...5].reversed(), "each once: nothing has changed")
    #expect(queries.count { $0 == .runs } > 2, "the disk changes without the network")
    stage.effects = []
    stage.press(.character("G"))
    stage.settle()
    #expect(!Self.queries(stage).contains { if case .curves = $0 { true } else { false } }, "notes is not a run")
  }

  @Test func `the curves of a run that has changed are requested again`() {
    var stage = Self.stage()
    var listing = SimulatedResults.runs
    listing.runs[2].written = Instant(listing.moment.date)
    stage.model.runs.receive(.runs(listing), to: .runs)
    stage.isSilent = true
    stage.settle()
    let (path, written) = (listing.runs[2].path, listing.runs[2].written)
    #expect(Self.queries(stage).contains(.curves(run: path, written: written)))
    stage.model.runs.receive(.rejected(.curves, reason: "gone"), to: .curves(run: path, written: written))
    #expect(stage.model.runs.curves[path]?.curves == .refused("gone"))
  }

  @Test func `Enter opens a run at its end, r at its beginning, and other folders are rejected`() {
    var stage = Self.stage()
    stage.press(.down, .enter, .character("r"))
    let visits = stage.effects.compactMap { if case .visit(let run, let start) = $0 { "\(run) \(start)" } else { nil } }
    #expect(visits == ["\(Self.names[1]) end", "\(Self.names[1]) beginning"])
    stage.effects = []
    stage.press(.character("G"), .enter, .character("d"))
    #expect(!stage.effects.contains { if case .visit = $0 { true } else { false } })
    let notes = stage.model.log.entries.suffix(2).map(\.text)
    #expect(notes.count == 2 && notes.allSatisfy { $0.hasPrefix("notes: not a run") } && stage.model.overlay == nil)
  }

  @Test func `deleting asks first, and rejects runs that are in training or open`() {
    var stage = Self.stage()
    stage.press(.character("d"))
    #expect(stage.model.overlay == nil && stage.model.log.entries.last?.text.contains("in training") == true)
    stage.press(.down, .character("d"), .character("n"))
    stage.press(.character("d"), .escape, .character("d"), .enter, .character("x"))
    #expect(!stage.effects.contains { if case .remove = $0 { true } else { false } })
    #expect(stage.model.overlay == .removal(SimulatedResults.runs.runs[1]))
    stage.press(.character("y"))
    #expect(stage.effects.contains(.remove(run: Self.names[1])) && stage.model.overlay == nil)
    stage.isSilent = true
    stage.send(.removed(run: Self.names[1], problem: "it can't be removed"))
    #expect(stage.model.runs.listing?.runs.count == 10 && stage.model.log.entries.last?.kind == .warning)
    stage.send(.removed(run: Self.names[1], problem: nil))
    #expect(stage.model.runs.listing?.runs.count == 9 && RunsList(stage.model).chosenRun?.path == Self.names[2])
    #expect(stage.model.runs.curves[Self.names[1]] == nil)

    var open = SimulatedResults.runs
    open.shown = [Self.names[4]]
    stage.model.runs.receive(.runs(open), to: .runs)
    stage.model.runs.chosen = Self.names[4]
    stage.press(.character("d"))
    #expect(stage.model.overlay == nil && stage.model.log.entries.last?.text.contains("open here") == true)
  }

  @Test func `marked runs are drawn with the selected one, and Esc clears the marks`() {
    var stage = Self.stage()
    #expect(RunsList(stage.model).drawn.map(\.number) == [1, 2, 3, 4, 5, 0], "the selected one is drawn last")
    stage.press(.down, .character("m"), .down, .down, .character("m"), .down)
    #expect(stage.model.runs.marked == [Self.names[1], Self.names[3]])
    #expect(RunsList(stage.model).drawn.map(\.run.path) == [Self.names[1], Self.names[3], Self.names[4]])
    stage.press(.up, .character("m"))
    #expect(stage.model.runs.marked == [Self.names[1]])
    stage.press(.escape)
    #expect(stage.model.runs.marked.isEmpty)
  }

  @Test func `sorting keeps the selection, and unknown values come last`() {
    var stage = Self.stage()
    stage.press(.down, .down)
    for order in RunsState.Order.allCases.dropFirst() + [.newest] {
      stage.press(.character("o"))
      #expect(stage.model.runs.order == order)
      let list = RunsList(stage.model)
      #expect(list.chosenRun?.path == Self.names[2])
      if order != .name { #expect(list.runs.last?.name == "notes") }
      let best = list.runs.compactMap { $0.metrics.best?.accuracy }
      if order == .accuracy { #expect(best == best.sorted(by: >)) }
      let sizes = list.runs.dropLast().map(\.size.bytes)
      if order == .size { #expect(sizes == sizes.sorted(by: >)) }
    }
  }

  @Test func `a click selects a row, a second click opens it, and the header sorts`() {
    var stage = Self.stage()
    let layout = RunsScreen.layout(stage.model, stage.model.frame.body)
    let press = { (column: Int, row: Int) in Message.input(.mouse(MouseEvent(.press, column: column, row: row))) }
    stage.send(press(layout.rows.column + 8, layout.rows.row + 2))
    let hasOpened = stage.effects.contains { if case .visit = $0 { true } else { false } }
    #expect(RunsList(stage.model).chosen == 2 && !hasOpened)
    stage.send(press(layout.rows.column + 8, layout.rows.row + 2))
    #expect(stage.effects.contains(.visit(run: Self.names[2], .end)))
    let columns = RunsList(stage.model).columns(width: layout.header.width)
    stage.send(press(layout.header.column + columns.accuracy.start + 1, layout.header.row))
    #expect(stage.model.runs.order == .accuracy)
    stage.send(press(layout.header.column + columns.name.start, layout.header.row))
    #expect(stage.model.runs.order == .name)
    stage.send(.input(.mouse(MouseEvent(.wheelDown, column: layout.rows.column, row: layout.rows.row))))
    #expect(RunsList(stage.model).chosenRun?.path != Self.names[2])
  }

  @Test func `search matches names, data and states`() {
    var stage = Self.stage()
    let body = stage.model.frame.body
    for (text, index) in [("omniglot", 7), ("crashed", 3), ("PAIR-8", 1)] {
      #expect(RunsScreen.find(text, forward: true, on: &stage.model, in: body))
      #expect(RunsList(stage.model).chosen == index)
    }
    #expect(!RunsScreen.find("nothing such", forward: true, on: &stage.model, in: body))
  }

  @Test func `a small screen shows one chart, and Tab switches to the other`() {
    var stage = Self.stage(width: 64, height: 24)
    #expect(stage.canvas.plainText.contains("loss ─") && !stage.canvas.plainText.contains("few-shot"))
    stage.press(.tab)
    #expect(stage.canvas.plainText.contains("few-shot accuracy"))
  }

  @Test func `the selected run stays visible in a list of few rows`() {
    var stage = Self.stage(width: 60, height: 15)
    for _ in 0..<12 {
      stage.press(.down)
      let name = RunsList(stage.model).chosenRun?.name ?? "?"
      #expect(stage.canvas.plainText.contains(name.suffix(8)))
    }
  }

  @Test func `an opened run has the same view options, and quitting returns`() {
    var stage = Self.stage()
    stage.press(.character("L"), .down, .character("m"))
    var visit = Stage(width: 1, height: 1)
    visit.model = stage.model.visit
    #expect(visit.model.width == 120 && visit.model.view.isLogarithmic && visit.model.runs == stage.model.runs)
    visit.send(
      .replaying(
        ReplayReport(
          run: Self.names[1], steps: 9, seconds: 1, checkpoints: [], changes: [], damagedLines: 0, speed: .times(1),
          isPlaying: false)))
    #expect(visit.model.replay?.isPlaying == false && visit.canvas.plainText.contains("q back"))
    visit.press(.character("q"))
    #expect(visit.effects.contains(.leave(save: true)))
  }
}
