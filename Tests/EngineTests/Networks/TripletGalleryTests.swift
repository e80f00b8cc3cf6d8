import PlainReference
import SiamMessages
import SiamNetworks
import SiamTensors
import Testing

@Suite(.computing) struct TripletGalleryTests {
  private static func gallery(_ sample: MiningSample, _ recipe: Recipe, _ objective: TripletObjective? = nil) -> (
    gallery: TripletGallery, outcome: ObjectiveOutcome
  ) {
    var generator = SeededGenerator(seed: 1, purpose: .mining)
    let objective = objective ?? TripletObjective(sample.labels)
    let outcome = objective.evaluate(sample.batch, recipe, using: &generator)
    return (TripletGallery(sample.batch, sample.labels, recipe, chosen: objective.triplets), outcome)
  }

  private static func active(_ gaps: [Int], at margin: Float) -> Int {
    NewestTriplets(step: 1, margin: 1, triplets: [], mined: 0, gaps: gaps).active(at: margin)
  }

  @Test(arguments: DistanceKind.allCases, [UInt64(1), 2, 3])
  func `the bins below a margin hold as many triplets as a step with it counts active`(
    _ kind: DistanceKind, seed: UInt64
  ) throws {
    let sample = try MiningSample(classes: 4, images: 4, seed: seed)
    let valid = sample.plain.all.count
    for bin in stride(from: 81, through: 140, by: 3) {
      let margin = NewestTriplets.gapEdge(bin)
      let recipe = Recipe.of(.triplet) { ($0.distance, $0.margin) = (kind, margin) }
      let (gallery, outcome) = Self.gallery(sample, recipe)
      #expect(gallery.gaps.reduce(0, +) == valid)
      #expect(Float(Self.active(gallery.gaps, at: margin)) / Float(valid) == outcome.activeShare)
    }
  }

  @Test func `a gap that is exactly a margin costs nothing, on the edge of its bin`() throws {
    // Two classes on the axes of space: d is 0 to one's own class and exactly 2 to the other, or all of it is 0.
    let apart = try MiningSample(BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 1, 0, 0, 1, 0, 1]))
    let gaps = Self.gallery(apart, Recipe()).gallery.gaps
    #expect(gaps[120] == 8 && Self.active(gaps, at: 2) == 0 && Self.active(gaps, at: 2.05) == 8)
    let equal = try MiningSample(BatchLabels(classes: 2, images: 2), Numbers([4, 2], [1, 0, 1, 0, 1, 0, 1, 0]))
    let none = Self.gallery(equal, Recipe()).gallery.gaps
    #expect(none[80] == 8 && Self.active(none, at: 0) == 0 && Self.active(none, at: 0.05) == 8)
  }

  @Test(arguments: Miner.allCases, DistanceKind.allCases)
  func `of each kind the most violated are shown, worst first`(_ miner: Miner, _ kind: DistanceKind) throws {
    let sample = try MiningSample(classes: 6, images: 4, seed: 5)
    let recipe = Recipe.of(.triplet) { ($0.distance, $0.margin, $0.miner) = (kind, 0.3, miner) }
    let (gallery, outcome) = Self.gallery(sample, recipe)
    let (mined, entries) = (outcome.mined, gallery.entries)
    #expect(gallery.mined == mined.easy + mined.semiHard + mined.hard)
    let shown = [mined.hard, mined.semiHard, mined.easy].map { min($0, NewestTriplets.most) }
    #expect(entries.count == shown.reduce(0, +))
    #expect(miner == .batchHard || mined.easy > 0 && mined.semiHard > 0)
    #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.cost >= $1.cost })
    #expect(entries.prefix(shown[0] + shown[1]).allSatisfy { $0.cost > 0 && $0.loss == $0.cost })
    #expect(entries.suffix(shown[2]).allSatisfy { $0.cost <= 0 && $0.loss == 0 })
    #expect(entries.prefix(8).map(\.cost) == outcome.costliest.entries.map(\.cost))
    let images = (0..<sample.labels.count).map { ImageID($0 + 100) }
    let reports = gallery.reports(sample.batch, images: images)
    #expect(reports.count == entries.count)
    for (report, entry) in zip(reports, entries) {
      #expect(report.anchor == images[entry.triplet.anchor] && report.negative == images[entry.triplet.negative])
      let measure = TripletMeasure(recipe)
      #expect(
        report.loss
          == measure.loss(squaredPositive: report.positiveDistance, squaredNegative: report.negativeDistance))
    }
  }

  @Test func `where no triplets are trained on the batch-hard ones are shown, by squared distances`() throws {
    let sample = try MiningSample(classes: 5, images: 3, seed: 6)
    for objective in Objective.allCases where objective != .triplet {
      var recipe = Recipe(objective: objective)
      (recipe.distance, recipe.tripletLoss) = (.euclidean, .softMargin)
      let gallery = TripletGallery(sample.batch, sample.labels, recipe, chosen: [])
      let shown = gallery.entries.map { PlainTriplets.Triplet($0.triplet) }
      #expect(gallery.mined == 15 && shown.count == 15 && shown.allSatisfy(sample.plain.batchHard.contains))
      let margin = objective == .contrastive ? recipe.margin * recipe.margin : recipe.margin
      #expect(TripletMeasure(recipe).loss(squaredPositive: 0.5, squaredNegative: 0.25) == 0.25 + margin)
      #expect(TripletMeasure(recipe).loss(squaredPositive: 0, squaredNegative: 4) == 0)
    }
  }

  @Test func `the batch's own formula is the recipe's`() {
    let soft = Recipe.of(.triplet) { ($0.tripletLoss, $0.margin) = (.softMargin, 0) }
    // ln(1 + e^0) = ln 2.
    #expect(abs(TripletMeasure(soft).loss(squaredPositive: 1, squaredNegative: 1) - 0.693_147_2) < 1e-6)
    let plain = Recipe.of(.triplet) { ($0.distance, $0.margin) = (.euclidean, 0.5) }
    #expect(abs(TripletMeasure(plain).loss(squaredPositive: 4, squaredNegative: 1) - 1.5) < 1e-5)
  }
}
