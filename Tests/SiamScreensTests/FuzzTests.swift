import Foundation
import SiamCanvas
import SiamMessages
import Testing

@testable import SiamScreens

/// Any messages in any order: nothing traps, and the canvas keeps its size.
@Suite struct FuzzTests {
  private static let isSoak = ProcessInfo.processInfo.environment["SIAM_SOAK"] != nil

  @Test(arguments: 0..<8)
  func `no sequence of events, keys and sizes traps`(part: Int) {
    let sequences = (FuzzTests.isSoak ? 100_000 : 2_000) / 8
    for number in 0..<sequences {
      var fuzz = Fuzz(seed: UInt64(part * sequences + number))
      var model = Model(width: fuzz.size(), height: fuzz.size(), charset: fuzz.charset(), theme: fuzz.theme())
      for _ in 0..<fuzz.integer(1...18) { _ = update(&model, fuzz.message()) }
      // Sometimes the canvas is not of the size the state knows, as during a resize.
      let isLate = fuzz.integer(0...9) == 0
      let width = isLate ? fuzz.size() : min(model.width, 210)
      let height = isLate ? fuzz.size() : min(model.height, 70)
      var canvas = Canvas(width: width, height: height)
      draw(model, into: &canvas)
      #expect(canvas.cells.count == max(0, width) * max(0, height))
      #expect(canvas.cells.allSatisfy { $0.scalar.isOneColumn }, "sequence \(part * sequences + number)")
    }
  }

  @Test func `the same messages give an equal model`() {
    for seed in 0..<40 as Range<UInt64> {
      var models = [Model(width: 120, height: 40), Model(width: 120, height: 40)]
      var effects: [[Effect]] = [[], []]
      for index in 0..<2 {
        var fuzz = Fuzz(seed: seed, isSane: true)
        for _ in 0..<60 { effects[index] += update(&models[index], fuzz.message()) }
      }
      #expect(models[0] == models[1])
      #expect(effects[0] == effects[1])
    }
  }
}

/// Seeded nonsense.
private struct Fuzz {
  var random: TestGenerator
  var isSane: Bool

  init(seed: UInt64, isSane: Bool = false) {
    random = TestGenerator(seed: seed &* 977 &+ 5)
    self.isSane = isSane
  }

  mutating func integer(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func size() -> Int {
    let sizes = [0, 1, 2, 3, 5, 8, 10, 14, 15, 24, 40, 41, 60, 61, 80, 100, 120, 200, -4]
    return sizes[integer(0...sizes.count - 1)]
  }

  mutating func charset() -> Charset { Charset.allCases[integer(0...2)] }

  mutating func theme() -> Theme { [Theme.dark, .light, .plain][integer(0...2)] }

  mutating func float() -> Float {
    let odd: [Float] = [
      .nan, .infinity, -.infinity, 0, -0.0, -1, 1, 4, 1e38, -1e38, .leastNonzeroMagnitude, .greatestFiniteMagnitude,
      1e10,
    ]
    return integer(0...3) > 0 || isSane ? Float.random(in: 0...4, using: &random) : odd[integer(0...odd.count - 1)]
  }

  mutating func double() -> Double { integer(0...5) == 0 && !isSane ? Double(float()) * 1e200 : Double(float()) }

  mutating func count() -> Int {
    integer(0...6) == 0 ? [Int.max, Int.min, 0, -1, 1 << 40][integer(0...4)] : integer(0...9000)
  }

  mutating func text() -> String {
    let texts = [
      "", "glyphs", "日本語の字", "e\u{301}", "\u{1B}[31m", "a\tb\nc", "👩‍👩‍👧", String(repeating: "long ", count: 80), "עברית",
    ]
    return texts[integer(0...texts.count - 1)]
  }

  mutating func message() -> Message {
    switch integer(0...9) {
    case 0...4: .event(event())
    case 5, 6: .input(input())
    case 7: .resized(width: size(), height: size())
    case 8: .clock(seconds: double() * 10)
    default: integer(0...20) == 0 ? .interrupt : .answer(number: integer(0...3), .pictures([picture(), picture()]))
    }
  }

  mutating func input() -> Input {
    let keys: [Key] = [
      .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .control("c"),
      .backspace, .delete, .character("é"), .character("字"),
    ]
    if integer(0...12) == 0 { return .mouse(MouseEvent(.press, column: size(), row: size())) }
    let letters = Array(" .+-=_vsLe?qynjk1x:")
    return integer(0...2) == 0
      ? .key(keys[integer(0...keys.count - 1)]) : .key(.character(letters[integer(0...letters.count - 1)]))
  }

  mutating func picture() -> Picture {
    let width = integer(0...30)
    let height = integer(0...30)
    let wrong = integer(0...5) == 0 ? 3 : 0
    return Picture(
      id: ImageID(integer(0...5)), className: text(), width: width, height: height,
      pixels: [UInt8](repeating: UInt8(integer(0...255)), count: width * height + wrong))
  }

  mutating func event() -> TrainingEvent {
    switch integer(0...15) {
    case 0: .started(started())
    case 1: .planned(PlannedReport(step: count(), steps: count()))
    case 2...8: .step(step())
    case 9: .evaluating(EvaluatingReport(step: count()))
    case 10, 11: .evaluation(evaluation())
    case 12: .command(CommandReport(step: count(), command: command()))
    case 13:
      .collapse(
        CollapseReport(step: count(), remedy: text(), loss: float(), spread: float(), effectiveRank: float()))
    case 14: .checkpoint(CheckpointReport(step: count(), file: text()))
    default:
      integer(0...1) == 0
        ? .failed(FailedReport(step: count(), message: text()))
        : .finished(
          FinishedReport(step: count(), complete: integer(0...1) == 0, seconds: double(), imagesPerSecond: float()))
    }
  }

  mutating func started() -> StartedReport {
    var recipe = Recipe()
    if integer(0...2) == 0 { recipe.objective = Objective.allCases[integer(0...Objective.allCases.count - 1)] }
    if integer(0...2) == 0 { (recipe.distance, recipe.tripletLoss) = (.euclidean, .softMargin) }
    recipe.margin = float()
    recipe.learningRate = float()
    recipe.evaluation.every = count()
    recipe.evaluation.episodes = count()
    recipe.evaluation.finalEpisodes = count()
    let side = SplitSummary(classes: count(), images: count(), groups: [text()])
    return StartedReport(
      version: text(), recipe: recipe,
      data: DataSummary(
        name: text(), fingerprint: text(), width: 28, height: 28, channels: 1, training: side, validation: side),
      parameters: count(), threads: count())
  }

  mutating func step() -> StepReport {
    let bins = [0, 1, 7, 64][integer(0...3)]
    return StepReport(
      step: count(), loss: float(), positiveDistance: float(), negativeDistance: float(), activeShare: float(),
      learningRate: float(), margin: float(), mined: MinedCounts(easy: count(), semiHard: count(), hard: count()),
      gradientNorm: float(), effectiveRank: float(), spread: float(),
      positiveHistogram: (0..<bins).map { _ in count() }, negativeHistogram: (0..<bins).map { _ in count() },
      triplets: integer(0...3) == 0 ? [] : [triplet()], imagesPerSecond: float(), seconds: double())
  }

  mutating func triplet() -> TripletReport {
    TripletReport(
      anchor: ImageID(integer(0...5)), positive: ImageID(integer(0...5)), negative: ImageID(integer(0...5)),
      positiveDistance: float(), negativeDistance: float(), oppositeDistance: float(), loss: float())
  }

  mutating func evaluation() -> EvaluationReport {
    EvaluationReport(
      step: count(), split: text(), way: integer(0...4) == 0 ? count() : integer(2...20), shot: integer(1...3),
      episodes: count(), queries: count(), classifier: text(), accuracy: float(), interval95: float(),
      chance: float(), rawPixelAccuracy: float(), untrainedAccuracy: float(), classifiers: [], loss: float())
  }

  mutating func command() -> TrainingCommand {
    switch integer(0...8) {
    case 0: .pause
    case 1: .resume
    case 2: .singleStep
    case 3: .margin(float())
    case 4: .learningRate(float())
    case 5: .miner(.batchHard)
    case 6: .evaluate
    case 7: .checkpoint
    default: .stop
    }
  }
}
