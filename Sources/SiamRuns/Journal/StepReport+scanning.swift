package import SiamCore

extension StepReport {
  /// Scans a step's line without its triplets; nil if the line is another event, or isn't formatted as siam writes it.
  ///
  /// A journal can have ten million steps, and a full decoder takes many times as long.
  package init?(scanning line: ArraySlice<UInt8>) {
    var scanner = JSONScanner(line)
    var (values, seconds) = (Values(), 0.0)
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
        case "loss": values.loss = Float(try scanner.number())
        case "positiveDistance": values.positiveDistance = Float(try scanner.number())
        case "negativeDistance": values.negativeDistance = Float(try scanner.number())
        case "activeShare": values.activeShare = Float(try scanner.number())
        case "learningRate": values.learningRate = Float(try scanner.number())
        case "margin": values.margin = Float(try scanner.number())
        case "gradientNorm": values.gradientNorm = Float(try scanner.number())
        case "effectiveRank": values.effectiveRank = Float(try scanner.number())
        case "spread": values.spread = Float(try scanner.number())
        case "imagesPerSecond": values.imagesPerSecond = Float(try scanner.number())
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
      step: step, loss: values.loss, positiveDistance: values.positiveDistance,
      negativeDistance: values.negativeDistance, activeShare: values.activeShare,
      learningRate: values.learningRate, margin: values.margin, mined: mined, gradientNorm: values.gradientNorm,
      effectiveRank: values.effectiveRank, spread: values.spread, positiveHistogram: positive,
      negativeHistogram: negative, triplets: [], imagesPerSecond: values.imagesPerSecond, seconds: seconds)
  }

  /// The number of fields of a line, all of which are required.
  private static let fields = 17

  private struct Values {
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
