import Foundation
import SiamCore
import Testing

@Suite struct EventTests {
  static let step = StepReport(
    step: 7, loss: 0.125, positiveDistance: 0.5, negativeDistance: 1.25, activeShare: 0.25, learningRate: 0.002,
    margin: 0.2, mined: MinedCounts(easy: 1, semiHard: 2, hard: 3), gradientNorm: 1.5, effectiveRank: 12, spread: 0.5,
    positiveHistogram: [1, 0], negativeHistogram: [0, 2],
    triplets: [
      TripletReport(
        anchor: ImageID(1), positive: ImageID(2), negative: ImageID(3), positiveDistance: 0.5, negativeDistance: 0.25,
        oppositeDistance: 1, loss: 0.45)
    ], imagesPerSecond: 1000, seconds: 2)

  static let data = DataSummary(
    name: "glyphs", fingerprint: "f", width: 28, height: 28, channels: 1,
    training: SplitSummary(classes: 2, images: 4, groups: ["Latin"]),
    validation: SplitSummary(classes: 1, images: 2, groups: ["Thai"]))

  static let events: [TrainingEvent] = [
    .started(
      StartedReport(version: "0", recipe: Recipe(objective: .pair), data: data, parameters: 111_680, threads: 2)),
    .resumed(
      ResumedReport(
        step: 5, version: "0", recipe: Recipe(), file: "last.safetensors", changes: ["steps: 3, now 4"], threads: 1)),
    .writeStalled(WriteStalledReport(reason: "full", remedy: "make room")),
    .writeStalled(WriteStalledReport(reason: nil)),
    .planned(PlannedReport(step: 3, steps: 300)),
    .step(step),
    .evaluating(EvaluationStartedReport(step: 7)),
    .evaluation(
      EvaluationReport(
        step: 7, split: "validation", way: 5, shot: 1, episodes: 600, queries: 5, classifier: "nearest-mean",
        accuracy: 0.9, interval95: 0.01, chance: 0.2, rawPixelAccuracy: 0.6, untrainedAccuracy: 0.7,
        classifiers: [ClassifierAccuracy(classifier: "nearest-mean", accuracy: 0.9, interval95: 0.01)], loss: 0.1,
        auc: 0.96, eer: 0.08)),
    .command(CommandReport(step: 7, command: .pause)), .command(CommandReport(step: 7, command: .resume)),
    .command(CommandReport(step: 7, command: .singleStep)), .command(CommandReport(step: 7, command: .margin(0.3))),
    .command(CommandReport(step: 7, command: .learningRate(0.001))),
    .command(CommandReport(step: 7, command: .miner(.batchHard))),
    .command(CommandReport(step: 7, command: .evaluate)), .command(CommandReport(step: 7, command: .checkpoint)),
    .command(CommandReport(step: 7, command: .stop)),
    .commandRejected(CommandRejectedReport(step: 7, command: .margin(-.infinity), reason: "no number above 0")),
    .commandRejected(CommandRejectedReport(step: 7, command: .learningRate(0), reason: "no number above 0")),
    .collapse(CollapseReport(step: 9, remedy: "lower it", loss: 0.2, spread: 0, effectiveRank: 1)),
    .checkpoint(CheckpointReport(step: 9, file: "checkpoints/last.safetensors")),
    .failed(FailedReport(step: 9, message: "why")),
    .finished(FinishedReport(step: 9, complete: true, seconds: 1.5, imagesPerSecond: 2000)),
  ]

  @Test(arguments: events) func `an event is decoded from its line as encoded`(_ event: TrainingEvent) throws {
    let line = try EventLines().line(event)
    #expect(!line.contains("\n"))
    #expect(try EventLines().event(line) == event)
  }

  @Test func `a step's line has the keys that other tools rely on`() throws {
    let line = try EventLines().line(.step(Self.step))
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(object["event"] as? String == "step")
    for field in [
      "step", "loss", "positiveDistance", "negativeDistance", "activeShare", "learningRate", "imagesPerSecond",
    ] { #expect(object[field] is NSNumber, "\(field)") }
  }

  @Test func `an evaluation without verification, as older runs have, is decoded`() throws {
    let line =
      #"{"accuracy":0.9,"chance":0.2,"classifier":"nearest-mean","classifiers":[],"episodes":9,"event":"evaluation","#
      + #""interval95":0.01,"queries":5,"rawPixelAccuracy":0.6,"shot":1,"split":"validation","step":7,"#
      + #""untrainedAccuracy":0.7,"way":5}"#
    guard case .evaluation(let report) = try EventLines().event(line) else {
      Issue.record("not an evaluation")
      return
    }
    #expect(report.accuracy == 0.9 && report.auc == nil && report.eer == nil && report.loss == nil)
  }

  @Test func `a command's line has its name and value`() throws {
    let line = try EventLines().line(.command(CommandReport(step: 7, command: .margin(0.25))))
    #expect(line == #"{"command":"margin","event":"command","step":7,"value":0.25}"#)
  }

  @Test func `a rejected command's line has its name, value and reason`() throws {
    let report = CommandRejectedReport(step: 7, command: .margin(.nan), reason: "not a number")
    let line = try EventLines().line(.commandRejected(report))
    #expect(
      line == #"{"command":"margin","event":"command-rejected","reason":"not a number","step":7,"value":"NaN"}"#)
    guard case .commandRejected(let read) = try EventLines().event(line), case .margin(let margin) = read.command else {
      Issue.record("not a rejected margin")
      return
    }
    #expect(margin.isNaN && read.reason == report.reason)
  }

  @Test func `numbers that are not finite are encoded and decoded`() throws {
    var step = Self.step
    step.loss = .infinity
    let read = try EventLines().event(try EventLines().line(.step(step)))
    #expect(read == .step(step))
    step.loss = .nan
    guard case .step(let report) = try EventLines().event(try EventLines().line(.step(step))) else {
      Issue.record("not a step")
      return
    }
    #expect(report.loss.isNaN)
  }

  @Test func `an unknown event is rejected`() {
    #expect(throws: (any Error).self) { try EventLines().event(#"{"event":"party"}"#) }
    #expect(throws: (any Error).self) { try EventLines().event("") }
    #expect(throws: (any Error).self) { try EventLines().event("{") }
  }
}

@Suite struct EncoderSpecCodingTests {
  @Test func `a recipe's encoder is encoded as a string`() throws {
    var recipe = Recipe()
    recipe.encoder = EncoderSpec(rawValue: "conv 8 3, norm, relu")
    let data = try JSONEncoder().encode(recipe)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["encoder"] as? String == "conv 8 3, norm, relu")
    #expect(try JSONDecoder().decode(Recipe.self, from: data) == recipe)
    let earlier = try JSONDecoder().decode([EncoderSpec].self, from: Data(#"["conv4"]"#.utf8))
    #expect(earlier == [.conv4])
  }
}

@Suite struct EvaluationPlanTests {
  @Test func `an evaluation is due once early and then at every multiple`() {
    var plan = EvaluationPlan()
    plan.every = 100
    #expect((1...300).filter { plan.isDue(after: $0) } == [20, 100, 200, 300])
    plan.every = 10
    #expect((1...30).filter { plan.isDue(after: $0) } == [10, 20, 30])
  }

  @Test func `the next evaluation is the first step that is due`() {
    for every in [1, 7, 20, 100] {
      var plan = EvaluationPlan()
      plan.every = every
      for step in 0..<250 {
        let due = (step + 1...step + 100).first { plan.isDue(after: $0) }
        #expect(plan.next(after: step) == due)
      }
    }
  }
}
