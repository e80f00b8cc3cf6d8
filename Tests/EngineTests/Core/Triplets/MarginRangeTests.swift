import SiamCore
import Testing

@Suite struct MarginRangeTests {
  static let triplets = MarginRange(.triplet, .squared, .hinge)

  @Test(arguments: Objective.allCases, DistanceKind.allCases)
  func `margins are above 0 and at most the largest distance`(_ objective: Objective, _ distance: DistanceKind) {
    let range = MarginRange(objective, distance, .hinge)
    let isPlain = objective == .contrastive || objective == .triplet && distance == .euclidean
    #expect(range.maximum == (isPlain ? 2 : 4))
    for margin in [0.005, 0.2, 0.305, range.maximum] { #expect(range.contains(margin)) }
    for margin in [0, -0.1, range.maximum.nextUp, .nan, .infinity] { #expect(!range.contains(margin)) }
  }

  @Test func `only the soft margin accepts 0`() {
    #expect(MarginRange(.triplet, .squared, .softMargin).contains(0))
    #expect(!MarginRange(.triplet, .squared, .softMargin).contains(-0.1))
    #expect(!MarginRange(.contrastive, .squared, .softMargin).contains(0))
  }

  @Test func `a recipe has the range of its loss`() {
    var recipe = Recipe()
    #expect(recipe.marginRange == Self.triplets && recipe.marginRange.contains(recipe.margin))
    recipe.tripletLoss = .softMargin
    recipe.distance = .euclidean
    #expect(recipe.marginRange == MarginRange(.triplet, .euclidean, .softMargin))
  }

  @Test func `steps are exactly 0.05 in both directions`() {
    var margin: Float = 0.2
    for number in 5...80 {
      margin = Self.triplets.next(after: margin)
      #expect(margin == Float(number) / 20)
    }
    #expect(Self.triplets.next(after: margin) == 4)
    for number in (1...79).reversed() {
      margin = Self.triplets.previous(before: margin)
      #expect(margin == Float(number) / 20)
    }
  }

  @Test(arguments: [(0.305, 0.35, 0.3), (0.01, 0.05, 0.01), (0.005, 0.05, 0.005), (0.05, 0.1, 0.01), (3.99, 4, 3.95)])
  func `a step from between two multiples goes to the nearest one`(_ margin: Float, _ next: Float, _ previous: Float) {
    #expect(Self.triplets.next(after: margin) == next)
    #expect(Self.triplets.previous(before: margin) == previous)
  }

  @Test func `a soft margin steps down to 0`() {
    let range = MarginRange(.triplet, .squared, .softMargin)
    #expect(range.previous(before: 0.05) == 0 && range.previous(before: 0) == 0 && range.next(after: 0) == 0.05)
  }

  @Test func `margins chosen by keys and the mouse are accepted`() {
    for objective in Objective.allCases {
      for distance in DistanceKind.allCases {
        for loss in TripletLoss.allCases {
          let range = MarginRange(objective, distance, loss)
          var (up, down): (Float, Float) = (0.2, 0.2)
          for _ in 0..<100 {
            up = range.next(after: up)
            down = range.previous(before: down)
            #expect(range.contains(up) && range.contains(down))
          }
          for margin in [-3, 0, 0.001, 0.3049, 1.999, 7, .infinity, .nan] {
            #expect(range.contains(range.nearest(to: margin)), "\(margin)")
          }
          #expect(range.nearest(to: 0.3049) == 0.3)
        }
      }
    }
  }

  @Test func `the description states the accepted margins`() {
    #expect("\(Self.triplets)" == "above 0 and at most 4, the largest squared distance")
    #expect("\(MarginRange(.contrastive, .squared, .hinge))" == "above 0 and at most 2, the largest distance")
    #expect("\(MarginRange(.triplet, .euclidean, .softMargin))" == "0 to 2, the largest distance")
  }
}
