package import SiamMessages

extension StepReport {
  /// Reads a step's line without its triplets; nil where the line is of another event, or not as siam writes it.
  ///
  /// A journal may have ten million steps, and a whole decoder takes many times as long.
  package init?(scanning line: ArraySlice<UInt8>) {
    var scanner = JSONScanner(line)
    var (numbers, seconds) = (Figures(), 0.0)
    var (positive, negative): ([Int], [Int]) = ([], [])
    var (step, mined): (Int?, MinedCounts?) = (nil, nil)
    var (isStep, found) = (false, 0)
    do throws(JSONScanner.Unexpected) {
      try scanner.object { key, scanner throws(JSONScanner.Unexpected) in
        found += 1
        switch key {
        case "event":
          isStep = try scanner.string() == "step"
          if !isStep { throw JSONScanner.Unexpected() }
        case "step": step = try scanner.integer()
        case "seconds": seconds = try scanner.number()
        case "loss": numbers.loss = Float(try scanner.number())
        case "positiveDistance": numbers.positiveDistance = Float(try scanner.number())
        case "negativeDistance": numbers.negativeDistance = Float(try scanner.number())
        case "activeShare": numbers.activeShare = Float(try scanner.number())
        case "learningRate": numbers.learningRate = Float(try scanner.number())
        case "margin": numbers.margin = Float(try scanner.number())
        case "gradientNorm": numbers.gradientNorm = Float(try scanner.number())
        case "effectiveRank": numbers.effectiveRank = Float(try scanner.number())
        case "spread": numbers.spread = Float(try scanner.number())
        case "imagesPerSecond": numbers.imagesPerSecond = Float(try scanner.number())
        case "positiveHistogram": positive = try scanner.integers()
        case "negativeHistogram": negative = try scanner.integers()
        case "mined": mined = try MinedCounts(scanning: &scanner)
        case "triplets": try scanner.skip()
        default:
          found -= 1
          try scanner.skip()
        }
      }
      try scanner.end()
    } catch {
      return nil
    }
    guard isStep, let step, let mined, found == Self.fields else { return nil }
    self.init(
      step: step, loss: numbers.loss, positiveDistance: numbers.positiveDistance,
      negativeDistance: numbers.negativeDistance, activeShare: numbers.activeShare,
      learningRate: numbers.learningRate, margin: numbers.margin, mined: mined, gradientNorm: numbers.gradientNorm,
      effectiveRank: numbers.effectiveRank, spread: numbers.spread, positiveHistogram: positive,
      negativeHistogram: negative, triplets: [], imagesPerSecond: numbers.imagesPerSecond, seconds: seconds)
  }

  /// Fields of a line, each of which must be there.
  private static let fields = 17

  private struct Figures {
    var (loss, positiveDistance, negativeDistance, activeShare): (Float, Float, Float, Float) = (0, 0, 0, 0)
    var (learningRate, margin, gradientNorm): (Float, Float, Float) = (0, 0, 0)
    var (effectiveRank, spread, imagesPerSecond): (Float, Float, Float) = (0, 0, 0)
  }
}

extension MinedCounts {
  fileprivate init(scanning scanner: inout JSONScanner) throws(JSONScanner.Unexpected) {
    var counts: [String: Int] = [:]
    try scanner.object { key, scanner throws(JSONScanner.Unexpected) in counts[key] = try scanner.integer() }
    guard let easy = counts["easy"], let semiHard = counts["semiHard"], let hard = counts["hard"] else {
      throw JSONScanner.Unexpected()
    }
    self.init(easy: easy, semiHard: semiHard, hard: hard)
  }
}
