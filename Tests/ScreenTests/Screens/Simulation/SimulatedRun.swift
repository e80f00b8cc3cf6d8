import SiamCanvas
import SiamCore
import SiamScreens
import Synchronization

/// A seeded random number generator for tests: SplitMix64 by Steele et al.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func unit() -> Double { Double.random(in: 0..<1, using: &self) }

  /// An approximately normal number: a sum of four uniform ones.
  mutating func normal() -> Double { (unit() + unit() + unit() + unit() - 2) * 1.73 }
}

/// Generates the events of a plausible run without training, for the tests of the screens.
struct SimulatedRun {
  var recipe = Recipe()
  var planned = 6_000
  var validation = SplitSummary(classes: 233, images: 4_410, groups: ["Georgian", "Thai"])
  private var random = TestGenerator(seed: 7)

  init(objective: Objective = .triplet) {
    recipe.objective = objective
    recipe.evaluation.every = 200
  }

  var started: TrainingEvent {
    .started(
      StartedReport(
        version: "0.1.0", recipe: recipe,
        data: DataSummary(
          name: "glyphs", fingerprint: "f00d", width: 28, height: 28, channels: 1,
          training: SplitSummary(classes: 1041, images: 19_820, groups: ["Latin", "Cyrillic"]),
          validation: validation),
        parameters: 111_936, threads: 2))
  }

  /// The events up to a step, including evaluations and checkpoints.
  mutating func events(to last: Int) -> [TrainingEvent] {
    var events = [started, .planned(PlannedReport(step: 0, steps: planned))]
    guard last > 0 else { return events }
    for step in 1...last {
      events.append(.step(self.step(step)))
      if step % recipe.evaluation.every == 0 {
        events.append(.evaluating(EvaluationStartedReport(step: step)))
        events += evaluations(step)
      }
      if step % 1000 == 0 {
        events.append(.checkpoint(CheckpointReport(step: step, file: "checkpoints/last.safetensors")))
      }
    }
    return events
  }

  private static let known = Mutex<[Objective: [TrainingEvent]]>([:])

  /// The events of a run up to a step; cached, as most tests use the same.
  static func known(_ objective: Objective, to last: Int) -> [TrainingEvent] {
    let cachedSteps = 1234
    guard last <= cachedSteps else {
      var run = SimulatedRun(objective: objective)
      return run.events(to: last)
    }
    let events = known.withLock { known in
      if let events = known[objective] { return events }
      var run = SimulatedRun(objective: objective)
      let events = run.events(to: cachedSteps)
      known[objective] = events
      return events
    }
    // Up to the first event of a later step.
    return Array(events.prefix { event in if case .step(let report) = event { report.step <= last } else { true } })
  }

  /// The progress of learning, 0…1.
  private func learned(_ step: Int) -> Double { 1 - 1 / (1 + Double(step) / 400) }

  mutating func evaluations(_ step: Int) -> [TrainingEvent] {
    recipe.evaluation.settings.map { setting in
      let chance = 1 / Double(setting.way)
      let best = setting.way == 5 ? 0.982 : 0.935
      let start = setting.way == 5 ? 0.70 : 0.51
      let accuracy = start + (best - start) * learned(step * 2) + random.normal() * 0.004
      return .evaluation(
        EvaluationReport(
          step: step, split: "validation", way: setting.way, shot: setting.shot, episodes: 200, queries: 5,
          classifier: "nearest-mean", accuracy: Float(accuracy), interval95: Float(0.02 - 0.012 * learned(step)),
          chance: Float(chance), rawPixelAccuracy: setting.way == 5 ? 0.781 : 0.602,
          untrainedAccuracy: setting.way == 5 ? 0.704 : 0.512, classifiers: [],
          loss: Float(0.18 * (1 - learned(step)) + 0.035 + random.normal() * 0.001)))
    }
  }

  mutating func step(_ step: Int) -> StepReport {
    let learned = learned(step)
    let mined = 384
    let active = 0.62 * (1 - learned) + 0.02 + random.unit() * 0.015
    let hard = Int(Double(mined) * 0.3 * (1 - learned) * (0.8 + 0.4 * random.unit()))
    let semi = Int(Double(mined) * (0.35 - 0.1 * learned))
    let positive = 0.62 - 0.34 * learned + random.normal() * 0.012
    let negative = 0.70 + 0.75 * learned + random.normal() * 0.015
    return StepReport(
      step: step, loss: Float(max(0.001, 0.19 * (1 - learned) + 0.022 + random.normal() * 0.008)),
      positiveDistance: Float(positive), negativeDistance: Float(positive + 0.1 + 0.15 * learned),
      activeShare: Float(active), learningRate: 2e-3 * Float(1 - 0.9 * Double(step) / Double(planned)),
      margin: recipe.margin,
      mined: recipe.objective == .pair
        ? MinedCounts() : MinedCounts(easy: mined - hard - semi, semiHard: semi, hard: hard),
      gradientNorm: Float(0.8 - 0.4 * learned + random.unit() * 0.2),
      effectiveRank: Float(6 + 24 * learned + random.normal() * 0.2), spread: Float(0.3 + 0.5 * learned),
      positiveHistogram: histogram(mean: positive, deviation: 0.22, count: 384),
      negativeHistogram: histogram(mean: negative, deviation: 0.34, count: 4_000),
      triplets: recipe.objective == .pair ? [] : [triplet(learned)],
      imagesPerSecond: Float(2_140 + random.normal() * 30), seconds: Double(step) * 0.1197)
  }

  private mutating func histogram(mean: Double, deviation: Double, count: Int) -> [Int] {
    var bins = [Int](repeating: 0, count: 64)
    for bin in 0..<64 {
      let distance = ((Double(bin) + 0.5) / 16 - mean) / deviation
      // A bell without exp: (1 − z²/16)⁸ is close to exp(−z²/2) and ends at z = 4.
      var bell = max(0, 1 - distance * distance / 16)
      for _ in 0..<3 { bell *= bell }
      bins[bin] = Int(Double(count) / 64 * 4 / 2.5 / deviation * bell * (0.75 + 0.5 * random.unit()))
    }
    return bins
  }

  private mutating func triplet(_ learned: Double) -> TripletReport {
    let positive = (0.9 + 0.3 * random.unit(), 0.1 * random.unit())
    let angle = 0.5 + 1.1 * random.unit()
    let length = 0.65 + 0.35 * random.unit()
    let negative = (length * cosine(angle), length * sine(angle))
    let square = { (x: Double, y: Double) in x * x + y * y }
    let toPositive = square(positive.0, positive.1)
    let toNegative = square(negative.0, negative.1)
    return TripletReport(
      anchor: ImageID(Int(random.unit() * 19_000)), positive: ImageID(Int(random.unit() * 19_000)),
      negative: ImageID(Int(random.unit() * 19_000)), positiveDistance: Float(toPositive),
      negativeDistance: Float(toNegative),
      oppositeDistance: Float(square(positive.0 - negative.0, positive.1 - negative.1)),
      loss: Float(max(0, toPositive + Double(recipe.margin) - toNegative)))
  }

  private func cosine(_ angle: Double) -> Double { 1 - angle * angle / 2 + angle * angle * angle * angle / 24 }
  private func sine(_ angle: Double) -> Double {
    angle - angle * angle * angle / 6 + angle * angle * angle * angle * angle / 120
  }
}
