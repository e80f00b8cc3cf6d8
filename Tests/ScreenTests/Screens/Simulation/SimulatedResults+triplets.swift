import SiamCore

extension SimulatedResults {
  /// Thirty triplets of each kind and the gaps of about 193,536, like those of a run after a number of steps.
  static func newestTriplets(_ step: Int) -> NewestTriplets {
    var random = TestGenerator(seed: UInt64(max(0, step)) &* 31 &+ 11)
    let learned = learned(step)
    let kinds = [(-0.35, 0.0), (0.01, 0.19), (0.21, 0.9)]
    let triplets = kinds.flatMap { low, high in
      (0..<30).map { _ in
        let gap = low + (high - low) * random.unit()
        let positive = max(0.05, 0.55 - 0.2 * learned + random.normal() * 0.15)
        return named(positive: positive, negative: max(0.02, positive + gap), random: &random)
      }
    }
    let ordered = triplets.sorted { $0.report.loss > $1.report.loss }
    return NewestTriplets(step: step, margin: 0.2, triplets: ordered, mined: 384, gaps: gaps(learned))
  }

  /// The distances of a triplet after a number of steps: p comes closer and n moves away, with some noise.
  static func triplet(_ anchor: ImageID, _ positive: ImageID, _ negative: ImageID, _ step: Int) -> TripletReport {
    var random = TestGenerator(seed: UInt64(bitPattern: Int64(anchor.index * 7 + positive.index * 3 + negative.index)))
    let start = (near: 0.6 + 0.4 * random.unit(), far: 0.5 + 0.4 * random.unit(), phase: random.unit() * 6)
    let time = Double(step)
    let wobble = { (speed: Double) in
      let turn = (time / speed + start.phase).truncatingRemainder(dividingBy: 4)
      return turn < 2 ? turn - 1 : 3 - turn
    }
    let near = start.near * (1 - 0.85 * learned(step)) + 0.03 * wobble(61)
    let far = start.far + 0.9 * learned(step) + 0.05 * wobble(53)
    return TripletReport(
      anchor: anchor, positive: positive, negative: negative, positiveDistance: Float(near),
      negativeDistance: Float(far), oppositeDistance: Float((near + far) * (0.75 + 0.15 * wobble(97))),
      loss: Float(max(0, near + 0.2 - far)))
  }

  private static func learned(_ step: Int) -> Double { 1 - 1 / (1 + Double(max(0, step)) / 400) }

  private static func named(positive: Double, negative: Double, random: inout TestGenerator) -> NamedTriplet {
    let classes = (Int(random.unit() * 900), Int(random.unit() * 900))
    let image = { (classIndex: Int, index: Int) in ImageID(classIndex * 19 + index) }
    let name = { (classIndex: Int) in "\(["Latin", "Cyrillic", "Hangul"][classIndex % 3]) \(classIndex / 3)" }
    return NamedTriplet(
      report: TripletReport(
        anchor: image(classes.0, Int(random.unit() * 9)), positive: image(classes.0, 9 + Int(random.unit() * 9)),
        negative: image(classes.1, Int(random.unit() * 19)), positiveDistance: Float(positive),
        negativeDistance: Float(negative), oppositeDistance: Float((positive + negative) * (0.5 + 0.6 * random.unit())),
        loss: Float(max(0, positive + 0.2 - negative))),
      anchorClass: name(classes.0), negativeClass: name(classes.1))
  }

  private static func gaps(_ learned: Double) -> [Int] {
    let (mean, deviation) = (0.08 + 0.9 * learned, 0.42)
    let bells = (0..<NewestTriplets.gapBins).map { bin in
      let distance = (-4 + (Double(bin) + 0.5) * 0.05 - mean) / deviation
      var bell = max(0, 1 - distance * distance / 16)
      for _ in 0..<3 { bell *= bell }
      return bell
    }
    let whole = bells.reduce(0, +)
    return bells.map { Int((193_536 * $0 / whole).rounded()) }
  }
}
