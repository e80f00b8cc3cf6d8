import Foundation
import SiamCanvas
import SiamMessages
import Testing

@testable import SiamReplay
@testable import SiamScreens

/// A run seen after a jump is the run seen by playing it from its start.
@Suite struct SeekTests {
  /// A shape of so small segments that a short run has many, or the usual one.
  static let shapes = [
    IndexShape(groupLevel: 2, segmentLevel: 4), IndexShape(groupLevel: 3, segmentLevel: 8), IndexShape(),
  ]

  /// What holds of a journal's events, up to those of a step.
  private static func held(_ events: [TrainingEvent], upTo step: Int) -> [TrainingEvent] {
    var held: [TrainingEvent] = []
    for event in events {
      if case .resumed(let report) = event {
        held.removeAll { earlier in earlier.step.map { $0 > report.step } ?? false }
      }
      held.append(event)
    }
    let end = held.firstIndex { event in if case .step(let report) = event { report.step > step } else { false } }
    return Array(held[..<(end ?? held.endIndex)])
  }

  private static func model(_ index: JournalIndex) -> Model {
    var model = Model(width: 120, height: 40)
    _ = update(
      &model,
      .replaying(
        ReplayReport(
          run: "run", steps: index.lastStep, seconds: index.seconds, checkpoints: [], changes: index.changes,
          damagedLines: 0, speed: .times(1))))
    // At rest the newest triplet is on show.
    model.replay?.isPlaying = false
    return model
  }

  @Test(arguments: shapes.indices) func `a jump shows what playing shows`(_ place: Int) throws {
    var sample = EventSample()
    let events = sample.run(steps: 400)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let shape = Self.shapes[place]
    let made = try JournalIndex.open(folder.run, shape) { _ in }
    let read = try JournalIndex.open(folder.run, shape) { _ in }
    #expect(made.lastStep == 400 && read.rowCount == 400)
    // Back and forth on one model, so that nothing of one moment is left in the next.
    var jumped = Self.model(read)
    for step in [400, 1, 63, 0, 79, 80, 16, 17, 205, 200, 351] {
      var played = Self.model(made)
      for event in Self.held(events, upTo: step) { _ = update(&played, .event(event)) }
      _ = update(&jumped, .restored(try read.moment(after: step).restoration))
      for index in [made, read] {
        let moment = try index.moment(after: step)
        #expect(moment.step == step)
        #expect(moment.restoration.curves == played.curves.steps, "after \(step) with \(shape)")
      }
      #expect(jumped.curves == played.curves && jumped.accuracies == played.accuracies, "after \(step)")
      #expect(jumped.step == played.step && jumped.phase == played.phase)
      // Not-a-number is never equal to itself: lines are compared.
      let newest = try [jumped, played].map { try EventLines().line(of: $0.latest) }
      #expect(newest[0] == newest[1])
      #expect(jumped.distanceRange.end == played.distanceRange.end)
      #expect(
        jumped.changes == played.changes && jumped.collapse == played.collapse && jumped.started == played.started)
      #expect(jumped.finished == played.finished && jumped.plannedSteps == played.plannedSteps)
      #expect(jumped.evaluationsAwaited == played.evaluationsAwaited, "after \(step)")
      #expect(jumped.log.entries.map(\.text) == played.log.entries.map(\.text), "after \(step)")
      // What flashes as news in one is none in the other.
      _ = update(&played, .clock(seconds: 1000))
      _ = update(&jumped, .clock(seconds: 1000))
      let pictures = [jumped, played].map { model in
        var canvas = Canvas(width: 120, height: 40)
        draw(model, into: &canvas)
        return canvas.plainText
      }
      #expect(pictures[0] == pictures[1], "after \(step)")
    }
  }

  @Test func `curves restored are curves that grew, however many steps`() throws {
    var sample = EventSample()
    var events = [sample.started]
    events += (1...9_000).map { sample.step($0) }
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let index = try JournalIndex.open(folder.run)
    #expect(index.segments.count == 2 && FileManager.default.fileExists(atPath: folder.index.path))
    var curves = StepCurves()
    for event in events {
      guard case .step(let report) = event else { continue }
      curves.follow(report, step: report.step, sample.recipe)
      if [1, 4_095, 4_096, 4_097, 6_001, 8_192, 9_000].contains(report.step) {
        let restored = try index.curves(after: report.step)
        #expect(restored == curves, "after \(report.step)")
      }
    }
  }
}
