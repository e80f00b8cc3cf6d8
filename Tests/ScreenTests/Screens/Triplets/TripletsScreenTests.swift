import Foundation
import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct TripletsScreenTests {
  private func stage(_ objective: Objective = .triplet, to step: Int = 60) -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun(objective: objective)
    stage.press(.character("3"))
    stage.play(run.events(to: step))
    stage.settle()
    stage.effects = []
    return stage
  }

  private func play(_ stage: inout Stage, from first: Int, to last: Int) {
    var run = SimulatedRun()
    stage.play((first...last).map { .step(run.step($0)) })
    stage.settle()
  }

  private func chosen(_ stage: Stage) -> TripletReport? {
    let list = TripletList(stage.model)
    return list.chosen(stage.model).map { list.entries[$0].report }
  }

  @Test func `a frozen list stays during training, and then follows the latest batch again`() {
    var stage = stage()
    let before = TripletList(stage.model).batch
    stage.press(.character("f"))
    play(&stage, from: 61, to: 120)
    #expect(TripletList(stage.model).batch == before)
    #expect(stage.canvas.plainText.contains("frozen at step"))
    #expect(!stage.effects.contains { if case .ask(_, .newestTriplets) = $0 { true } else { false } })
    stage.press(.character("f"))
    play(&stage, from: 121, to: 140)
    #expect((TripletList(stage.model).batch?.step ?? 0) > 120)
    #expect(!stage.canvas.plainText.contains("frozen"))
  }

  @Test func `choosing a triplet freezes the list, and sorting keeps the choice`() {
    var stage = stage()
    stage.press(.down, .down, .down)
    let report = chosen(stage)
    #expect(stage.model.triplets.frozen != nil)
    for _ in TripletsState.Order.allCases {
      stage.press(.character("o"))
      #expect(chosen(stage) == report)
    }
    stage.press(.character("G"))
    #expect(stage.model.triplets.chosen == TripletList(stage.model).entries.count - 1)
    stage.press(.character("g"))
    #expect(stage.model.triplets.chosen == 0)
  }

  @Test func `a followed triplet is queried repeatedly until Esc`() {
    var stage = stage()
    stage.press(.down, .enter)
    play(&stage, from: 61, to: 700)
    let queries = stage.effects.count { if case .ask(_, .triplet) = $0 { true } else { false } }
    #expect(queries > 100)
    let followed = stage.model.triplets.followed
    #expect(followed?.trail.count == FollowedTriplet.capacity)
    #expect(followed?.step ?? 0 > 690 && followed?.since ?? 0 <= 60)
    #expect(stage.canvas.plainText.contains("following"))
    stage.press(.escape)
    stage.effects = []
    play(&stage, from: 701, to: 740)
    #expect(!stage.effects.contains { if case .ask(_, .triplet) = $0 { true } else { false } })
    #expect(!stage.canvas.plainText.contains("following"))
  }

  @Test func `a new margin changes the circle and the loss before the next step`() throws {
    var stage = stage()
    stage.press(.character("f"))
    let before = (stage.canvas, try #require(chosen(stage)))
    stage.press(.character("+"), .character("+"))
    let after = try #require(chosen(stage))
    #expect(abs(after.loss - max(0, after.positiveDistance + 0.3 - after.negativeDistance)) < 1e-5)
    #expect(abs(after.loss - before.1.loss - 0.1) < 1e-5)
    // The circle's dots in the space panel.
    let space = TripletsScreen.layout(stage.model, stage.model.frame.body).space.inset()
    let now = stage.canvas
    var moved = 0
    for row in space.row..<space.endRow {
      for column in space.column..<space.endColumn where now[column, row] != before.0[column, row] { moved += 1 }
    }
    #expect(moved > 20)
  }

  @Test func `a click chooses a row, a click on the header sorts, and the wheel scrolls`() {
    var stage = stage()
    let layout = TripletsScreen.layout(stage.model, stage.model.frame.body)
    stage.send(.input(.mouse(MouseEvent(.press, column: layout.rows.column + 5, row: layout.rows.row + 4))))
    #expect(stage.model.triplets.chosen == 4)
    let columns = TripletColumns(width: layout.header.width)
    let negative = layout.header.column + columns.negative.start + 3
    stage.send(.input(.mouse(MouseEvent(.press, column: negative, row: layout.header.row))))
    #expect(stage.model.triplets.order == .negative)
    stage.send(.input(.mouse(MouseEvent(.press, column: layout.header.column, row: layout.header.row))))
    #expect(stage.model.triplets.kind == .hard)
    stage.press(.character("t"), .character("t"), .character("t"), .character("g"))
    for _ in 0..<3 {
      stage.send(.input(.mouse(MouseEvent(.wheelDown, column: layout.rows.column, row: layout.rows.row))))
    }
    #expect(stage.model.triplets.top == 9 && stage.model.triplets.chosen == 9)
  }

  @Test func `a search lists triplets of matching classes, and Esc lists all`() {
    var stage = stage()
    stage.press(.character("f"))
    let all = TripletList(stage.model).entries.count
    let body = stage.model.frame.body
    #expect(TripletsScreen.find("hangul", forward: true, on: &stage.model, in: body))
    let found = TripletList(stage.model).entries
    #expect(!found.isEmpty && found.count < all)
    #expect(found.allSatisfy { "\($0.triplet.anchorClass) \($0.triplet.negativeClass)".contains("Hangul") })
    let chosen = stage.model.triplets.chosen
    #expect(TripletsScreen.find("hangul", forward: true, on: &stage.model, in: body))
    #expect(stage.model.triplets.chosen == (chosen + 1) % found.count)
    #expect(!TripletsScreen.find("no such class", forward: true, on: &stage.model, in: body))
    stage.press(.escape)
    #expect(TripletList(stage.model).entries.count == all)
  }

  @Test func `a run that trains on pairs says so and has no margin`() {
    let stage = stage(.pair)
    #expect(!stage.canvas.plainText.contains("α"))
    #expect(TripletsExplanation.paragraphs(stage.model).joined().contains("trains on pairs"))
  }

  @Test func `without a query result the triplets of the step are listed, with class names from their images`() {
    var model = Model(width: 120, height: 40)
    var run = SimulatedRun()
    _ = update(&model, .input(.key(.character("3"))))
    var requested: [ImageID] = []
    for event in run.events(to: 5) {
      for case .ask(let number, .images(let images)) in update(&model, .event(event)) {
        requested += images
        _ = update(&model, .result(number: number, .images(images.map(SimulatedResults.datasetImage))))
      }
    }
    let entries = TripletList(model).entries
    #expect(entries.count == 1 && requested.contains(entries[0].report.negative))
    #expect(entries[0].triplet.anchorClass == "class \(entries[0].report.anchor.index)")
  }
}
