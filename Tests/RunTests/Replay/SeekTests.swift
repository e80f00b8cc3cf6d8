import Foundation
import SiamCanvas
import SiamCore
import Testing

@testable import SiamRuns
@testable import SiamScreens

/// A seek shows the same as playing from the start.
@Suite struct SeekTests {
  /// A shape with small segments, so that a short run has many, and the default shape.
  static let shapes = [
    IndexShape(groupLevel: 2, segmentLevel: 4), IndexShape(groupLevel: 3, segmentLevel: 8), IndexShape(),
  ]

  /// The valid events of a journal up to a step.
  private static func validEvents(_ events: [TrainingEvent], upTo step: Int) -> [TrainingEvent] {
    var validEvents: [TrainingEvent] = []
    for event in events {
      if case .resumed(let report) = event {
        validEvents.removeAll { earlier in earlier.step.map { $0 > report.step } ?? false }
      }
      validEvents.append(event)
    }
    let end = validEvents.firstIndex { event in if case .step(let report) = event { report.step > step } else { false }
    }
    return Array(validEvents[..<(end ?? validEvents.endIndex)])
  }

  private static func model(_ index: JournalIndex) -> Model {
    var model = Model(width: 120, height: 40)
    _ = update(
      &model,
      .replaying(
        ReplayReport(
          run: "run", steps: index.lastStep, seconds: index.seconds, checkpoints: [], changes: index.changes,
          damagedLines: 0, speed: .times(1))))
    // A paused view shows the latest triplet.
    model.replay?.isPlaying = false
    return model
  }

  @Test(arguments: shapes.indices) func `a seek shows the same as playing`(_ index: Int) throws {
    var sample = EventSample()
    let events = sample.run(steps: 400)
    let folder = try JournalSample(events)
    defer { folder.remove() }
    let shape = Self.shapes[index]
    let made = try JournalIndex.open(folder.run, shape) { _ in }
    let read = try JournalIndex.open(folder.run, shape) { _ in }
    #expect(made.lastStep == 400 && read.rowCount == 400)
    // Seeks back and forth on one model, to check that no state is left over.
    var jumped = Self.model(read)
    for step in [400, 1, 63, 0, 79, 80, 16, 17, 205, 200, 351] {
      var played = Self.model(made)
      for event in Self.validEvents(events, upTo: step) { _ = update(&played, .event(event)) }
      _ = update(&jumped, .restored(try read.moment(after: step).restoration))
      for index in [made, read] {
        let moment = try index.moment(after: step)
        #expect(moment.step == step)
        #expect(moment.restoration.curves == played.curves.steps, "after \(step) with \(shape)")
      }
      #expect(jumped.curves == played.curves && jumped.accuracies == played.accuracies, "after \(step)")
      #expect(jumped.step == played.step && jumped.phase == played.phase)
      // Encoded lines are compared, because NaN doesn't equal itself.
      let newest = try [jumped, played].map { try EventLines().line(of: $0.latest) }
      #expect(newest[0] == newest[1])
      #expect(jumped.distanceRange.end == played.distanceRange.end)
      #expect(
        jumped.changes == played.changes && jumped.collapse == played.collapse && jumped.started == played.started)
      #expect(jumped.finished == played.finished && jumped.plannedSteps == played.plannedSteps)
      #expect(jumped.pendingEvaluations == played.pendingEvaluations, "after \(step)")
      #expect(jumped.log.entries.map(\.text) == played.log.entries.map(\.text), "after \(step)")
      // The highlights of new events differ.
      _ = update(&played, .clock(seconds: 1000))
      _ = update(&jumped, .clock(seconds: 1000))
      let screens = [jumped, played].map { model in
        var canvas = Canvas(width: 120, height: 40)
        draw(model, into: &canvas)
        return canvas.plainText
      }
      #expect(screens[0] == screens[1], "after \(step)")
    }
  }

  @Test func `restored curves equal curves that grew step by step`() throws {
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
      curves.record(report, step: report.step, sample.recipe)
      if [1, 4_095, 4_096, 4_097, 6_001, 8_192, 9_000].contains(report.step) {
        let restored = try index.curves(after: report.step)
        #expect(restored == curves, "after \(report.step)")
      }
    }
  }
}
