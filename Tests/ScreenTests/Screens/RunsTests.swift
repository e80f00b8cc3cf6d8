import SiamCanvas
import SiamMessages
import Testing

@testable import SiamScreens

/// What keys, the mouse and answers do on the Runs screen.
@Suite struct RunsTests {
  private static let names = SimulatedAnswers.runs.runs.map(\.path)

  private static func stage(width: Int = 120, height: Int = 40) -> Stage {
    var stage = Stage(width: width, height: height)
    Moment.listing(&stage)
    stage.send(.resized(width: width, height: height))
    stage.effects = []
    return stage
  }

  private static func asked(_ stage: Stage) -> [Question] {
    stage.effects.compactMap { if case .ask(_, let question) = $0 { question } else { nil } }
  }

  @Test func `the list is asked for, then the curves of one run after the other, the chosen one's first`() {
    var stage = Stage(width: 120, height: 40)
    Moment.listing(&stage)
    let asked = Self.asked(stage)
    #expect(asked.first { $0.isAboutRuns } == .runs)
    let curves = asked.compactMap { if case .curves(let run, _) = $0 { run } else { nil } }
    #expect(curves == [Self.names[0]] + Self.names[1...5].reversed(), "each once: nothing has changed")
    #expect(asked.count { $0 == .runs } > 2, "the disk changes without the network")
    stage.effects = []
    stage.press(.character("G"))
    stage.settle()
    #expect(!Self.asked(stage).contains { if case .curves = $0 { true } else { false } }, "notes is no run")
  }

  @Test func `a run that was written since is asked for again`() {
    var stage = Self.stage()
    var listing = SimulatedAnswers.runs
    listing.runs[2].written = Instant(listing.moment.date)
    stage.model.runs.receive(.runs(listing), to: .runs)
    stage.isSilent = true
    stage.settle()
    let (path, written) = (listing.runs[2].path, listing.runs[2].written)
    #expect(Self.asked(stage).contains(.curves(run: path, written: written)))
    stage.model.runs.receive(.refused(.curves, reason: "gone"), to: .curves(run: path, written: written))
    #expect(stage.model.runs.curves[path]?.curves == .refused("gone"))
  }

  @Test func `Enter opens a run at its end, r at its beginning, and what is no run says so`() {
    var stage = Self.stage()
    stage.press(.down, .enter, .character("r"))
    let visits = stage.effects.compactMap { if case .visit(let run, let start) = $0 { "\(run) \(start)" } else { nil } }
    #expect(visits == ["\(Self.names[1]) end", "\(Self.names[1]) beginning"])
    stage.effects = []
    stage.press(.character("G"), .enter, .character("d"))
    #expect(!stage.effects.contains { if case .visit = $0 { true } else { false } })
    let said = stage.model.log.entries.suffix(2).map(\.text)
    #expect(said.count == 2 && said.allSatisfy { $0.hasPrefix("notes is no run") } && stage.model.overlay == nil)
  }

  @Test func `deleting asks first, and never offers what is running or on show`() {
    var stage = Self.stage()
    stage.press(.character("d"))
    #expect(stage.model.overlay == nil && stage.model.log.entries.last?.text.hasSuffix("so it stays") == true)
    stage.press(.down, .character("d"), .character("n"))
    stage.press(.character("d"), .escape, .character("d"), .enter, .character("x"))
    #expect(!stage.effects.contains { if case .remove = $0 { true } else { false } })
    #expect(stage.model.overlay == .removal(SimulatedAnswers.runs.runs[1]))
    stage.press(.character("y"))
    #expect(stage.effects.contains(.remove(run: Self.names[1])) && stage.model.overlay == nil)
    stage.isSilent = true
    stage.send(.removed(run: Self.names[1], problem: "it can't be removed"))
    #expect(stage.model.runs.listing?.runs.count == 10 && stage.model.log.entries.last?.kind == .warning)
    stage.send(.removed(run: Self.names[1], problem: nil))
    #expect(stage.model.runs.listing?.runs.count == 9 && RunsList(stage.model).chosenRun?.path == Self.names[2])
    #expect(stage.model.runs.curves[Self.names[1]] == nil)

    var onShow = SimulatedAnswers.runs
    onShow.shown = [Self.names[4]]
    stage.model.runs.receive(.runs(onShow), to: .runs)
    stage.model.runs.chosen = Self.names[4]
    stage.press(.character("d"))
    #expect(stage.model.overlay == nil && stage.model.log.entries.last?.text.contains("on show") == true)
  }

  @Test func `marked runs are drawn with the chosen one, and Esc unmarks them`() {
    var stage = Self.stage()
    #expect(RunsList(stage.model).drawn.map(\.number) == [1, 2, 3, 4, 5, 0], "the chosen one lies over the others")
    stage.press(.down, .character("m"), .down, .down, .character("m"), .down)
    #expect(stage.model.runs.marked == [Self.names[1], Self.names[3]])
    #expect(RunsList(stage.model).drawn.map(\.run.path) == [Self.names[1], Self.names[3], Self.names[4]])
    stage.press(.up, .character("m"))
    #expect(stage.model.runs.marked == [Self.names[1]])
    stage.press(.escape)
    #expect(stage.model.runs.marked.isEmpty)
  }

  @Test func `sorting keeps the chosen run, and unknown figures come last`() {
    var stage = Self.stage()
    stage.press(.down, .down)
    for order in RunsState.Order.allCases.dropFirst() + [.newest] {
      stage.press(.character("o"))
      #expect(stage.model.runs.order == order)
      let list = RunsList(stage.model)
      #expect(list.chosenRun?.path == Self.names[2])
      if order != .name { #expect(list.runs.last?.name == "notes") }
      let best = list.runs.compactMap { $0.figures.best?.accuracy }
      if order == .accuracy { #expect(best == best.sorted(by: >)) }
      let sizes = list.runs.dropLast().map(\.size.bytes)
      if order == .size { #expect(sizes == sizes.sorted(by: >)) }
    }
  }

  @Test func `a click chooses a row and opens it when it is chosen; the header sorts`() {
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

  @Test func `search goes to names, data and states`() {
    var stage = Self.stage()
    let body = stage.model.frame.body
    for (text, place) in [("omniglot", 7), ("crashed", 3), ("PAIR-8", 1)] {
      #expect(RunsScreen.find(text, forward: true, on: &stage.model, in: body))
      #expect(RunsList(stage.model).chosen == place)
    }
    #expect(!RunsScreen.find("nothing such", forward: true, on: &stage.model, in: body))
  }

  @Test func `a small screen shows one chart, and Tab the other`() {
    var stage = Self.stage(width: 64, height: 24)
    #expect(stage.canvas.plainText.contains("loss ─") && !stage.canvas.plainText.contains("few-shot"))
    stage.press(.tab)
    #expect(stage.canvas.plainText.contains("few-shot accuracy"))
  }

  @Test func `what is listed stays seen, however few rows there are`() {
    var stage = Self.stage(width: 60, height: 15)
    for _ in 0..<12 {
      stage.press(.down)
      let name = RunsList(stage.model).chosenRun?.name ?? "?"
      #expect(stage.canvas.plainText.contains(name.suffix(8)))
    }
  }

  @Test func `a visit sees things as they were, and leads back`() {
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
