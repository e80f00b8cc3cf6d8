import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing) struct TripletReportBuilderTests {
  private static func builder(_ sample: MiningSample, _ recipe: Recipe, _ objective: TripletObjective? = nil) -> (
    builder: TripletReportBuilder, outcome: ObjectiveOutcome
  ) {
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    let objective = objective ?? TripletObjective(sample.labels)
    let outcome = objective.evaluate(sample.batch, recipe, using: &generator)
    return (TripletReportBuilder(sample.batch, sample.labels, recipe, chosen: objective.triplets), outcome)
  }

  private static func active(_ gaps: [Int], at margin: Float) -> Int {
    NewestTriplets(step: 1, margin: 1, triplets: [], mined: 0, gaps: gaps).active(at: margin)
  }

  @Test(arguments: DistanceKind.allCases, [UInt64(1), 2, 3])
  func `the bins below a margin count the triplets that are active with it`(
    _ kind: DistanceKind, seed: UInt64
  ) throws {
    let sample = try MiningSample(classes: 4, images: 4, seed: seed)
    let valid = sample.plain.all.count
    for bin in stride(from: 81, through: 140, by: 3) {
      let margin = NewestTriplets.gapEdge(bin)
      let recipe = Recipe.of(.triplet) { ($0.distance, $0.margin) = (kind, margin) }
      let (builder, outcome) = Self.builder(sample, recipe)
      #expect(builder.gaps.reduce(0, +) == valid)
      #expect(Float(Self.active(builder.gaps, at: margin)) / Float(valid) == outcome.activeShare)
    }
  }

  @Test func `a gap equal to the margin is not active`() throws {
    // Two classes on two axes: d is 0 within a class and exactly 2 between classes; or all distances are 0.
    let separate = try MiningSample(BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 1, 0, 0, 1, 0, 1]))
    let gaps = Self.builder(separate, Recipe()).builder.gaps
    #expect(gaps[120] == 8 && Self.active(gaps, at: 2) == 0 && Self.active(gaps, at: 2.05) == 8)
    let equal = try MiningSample(BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 1, 0, 1, 0, 1, 0]))
    let none = Self.builder(equal, Recipe()).builder.gaps
    #expect(none[80] == 8 && Self.active(none, at: 0) == 0 && Self.active(none, at: 0.05) == 8)
  }

  @Test(arguments: Miner.allCases, DistanceKind.allCases)
  func `the report has the costliest triplets of each kind, worst first`(_ miner: Miner, _ kind: DistanceKind) throws {
    let sample = try MiningSample(classes: 6, images: 4, seed: 5)
    let recipe = Recipe.of(.triplet) { ($0.distance, $0.margin, $0.miner) = (kind, 0.3, miner) }
    let (builder, outcome) = Self.builder(sample, recipe)
    let (mined, entries) = (outcome.mined, builder.entries)
    #expect(builder.mined == mined.easy + mined.semiHard + mined.hard)
    let counts = [mined.hard, mined.semiHard, mined.easy].map { min($0, NewestTriplets.maxPerKind) }
    #expect(entries.count == counts.reduce(0, +))
    #expect(miner == .batchHard || mined.easy > 0 && mined.semiHard > 0)
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.cost >= $1.cost })
    #expect(entries.prefix(counts[0] + counts[1]).allSatisfy { $0.cost > 0 && $0.loss == $0.cost })
    #expect(entries.suffix(counts[2]).allSatisfy { $0.cost <= 0 && $0.loss == 0 })
    #expect(entries.prefix(8).map(\.cost) == outcome.costliest.entries.map(\.cost))
    let images = (0..<sample.labels.count).map { ImageID($0 + 100) }
    let reports = builder.reports(sample.batch, images: images)
    #expect(reports.count == entries.count)
    for (report, entry) in zip(reports, entries) {
      #expect(report.anchor == images[entry.triplet.anchor] && report.negative == images[entry.triplet.negative])
      let measure = TripletMeasure(recipe)
      #expect(
        report.loss
          == measure.loss(squaredPositive: report.positiveDistance, squaredNegative: report.negativeDistance))
    }
  }

  @Test func `for other objectives the report has batch-hard triplets, by squared distances`() throws {
    let sample = try MiningSample(classes: 5, images: 3, seed: 6)
    for objective in Objective.allCases where objective != .triplet {
      var recipe = Recipe(objective: objective)
      (recipe.distance, recipe.tripletLoss) = (.euclidean, .softMargin)
      let builder = TripletReportBuilder(sample.batch, sample.labels, recipe, chosen: [])
      let triplets = builder.entries.map { PlainTriplets.Triplet($0.triplet) }
      #expect(builder.mined == 15 && triplets.count == 15 && triplets.allSatisfy(sample.plain.batchHard.contains))
      let margin = objective == .contrastive ? recipe.margin * recipe.margin : recipe.margin
      #expect(TripletMeasure(recipe).loss(squaredPositive: 0.5, squaredNegative: 0.25) == 0.25 + margin)
      #expect(TripletMeasure(recipe).loss(squaredPositive: 0, squaredNegative: 4) == 0)
    }
  }

  @Test func `the loss of a triplet follows the recipe`() {
    let soft = Recipe.of(.triplet) { ($0.tripletLoss, $0.margin) = (.softMargin, 0) }
    // ln(1 + e^0) = ln 2.
    #expect(abs(TripletMeasure(soft).loss(squaredPositive: 1, squaredNegative: 1) - 0.693_147_2) < 1e-6)
    let plain = Recipe.of(.triplet) { ($0.distance, $0.margin) = (.euclidean, 0.5) }
    #expect(abs(TripletMeasure(plain).loss(squaredPositive: 4, squaredNegative: 1) - 1.5) < 1e-5)
  }
}
