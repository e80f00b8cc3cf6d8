import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct PairsTests {
  private func surveyed() -> Stage {
    var stage = Stage(width: 120, height: 40)
    var run = SimulatedRun()
    stage.play(run.events(to: 20))
    stage.press(.character("6"))
    stage.settle()
    return stage
  }

  @Test func `error rates equal a direct count`() throws {
    var random = TestGenerator(seed: 4)
    // Similarities are at the centre of bins, so that none lies on a bound.
    let draw = { (random: inout TestGenerator, power: Int) -> [Double] in
      (0..<900).map { _ in
        var value = random.unit()
        for _ in 1..<power { value = max(value, random.unit()) }
        return ((value * 400).rounded(.down) + 0.5) / 400
      }
    }
    let same = draw(&random, 4)
    let different = draw(&random, 1)
    let histogram = { (values: [Double]) in
      values.reduce(into: [Int](repeating: 0, count: 400)) { $0[Int($1 * 400)] += 1 }
    }
    let rates = try #require(ThresholdRates(same: histogram(same), different: histogram(different)))
    for bound in 0...400 {
      let threshold = Double(bound) / 400
      let rejects = Double(same.count { $0 < threshold }) / 900
      let accepts = Double(different.count { $0 >= threshold }) / 900
      let right = Double(same.count { $0 >= threshold } + different.count { $0 < threshold }) / 1800
      #expect(abs(rates.falseNonMatchRate(bound) - rejects) < 1e-12)
      #expect(abs(rates.falseMatchRate(bound) - accepts) < 1e-12)
      #expect(abs(rates.accuracy(bound) - right) < 1e-12)
    }
    let equal = rates.equalError
    #expect(abs(rates.falseMatchRate(equal) - rates.falseNonMatchRate(equal)) < 0.01)
  }

  @Test func `accuracy is over all pairs if the classes are unbalanced`() throws {
    let rates = try #require(ThresholdRates(same: [1, 0, 0, 3], different: [8, 0, 0, 4]))
    #expect(abs(rates.accuracy(2) - 11 / 16) < 1e-12)
  }

  @Test func `invalid histograms have no error rates`() {
    #expect(ThresholdRates(same: [], different: []) == nil)
    #expect(ThresholdRates(same: [1], different: [1, 2]) == nil)
    #expect(ThresholdRates(same: [0, 0], different: [1, 2]) == nil)
    #expect(ThresholdRates(same: [-5, 0], different: [1, 2]) == nil)
    #expect(ThresholdRates(same: [.max, .max], different: [.max, 2]) != nil)
  }

  @Test func `keys move the threshold, and its error rates follow at once`() throws {
    var stage = surveyed()
    let best = try #require(stage.model.pairs.threshold)
    #expect(best == 269)
    stage.press(.left)
    #expect(stage.model.pairs.threshold == best - 2)
    stage.press(.character("+"))
    #expect(stage.model.pairs.threshold == best + 2)
    #expect(stage.canvas.plainText.contains("0.677") || stage.canvas.plainText.contains("0.678"))
    stage.press(.character("="))
    #expect(stage.model.pairs.bound == nil)
    for _ in 0..<300 { stage.press(.right) }
    #expect(stage.model.pairs.threshold == 400)
    #expect(stage.canvas.plainText.contains("100.00 %"))
  }

  @Test func `the mouse drags the threshold`() throws {
    var stage = surveyed()
    let room = PairsLayout(stage.model.frame.body).similarities.inset()
    let survey = try #require(stage.model.pairs.survey)
    let axis = SimilaritiesPanel.axis(survey)
    stage.send(.input(.mouse(MouseEvent(.press, column: room.column + 4, row: room.row + 1))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: room.column + 30, row: room.row + 40))))
    let rates = try #require(stage.model.pairs.rates)
    let similarity = rates.similarity(stage.model.pairs.threshold ?? 0)
    #expect(SimilaritiesPanel.column(similarity, axis: axis, in: room) == room.column + 30)
    stage.send(.input(.mouse(MouseEvent(.release, column: room.column + 30, row: room.row))))
    stage.send(.input(.mouse(MouseEvent(.drag, column: room.column + 9, row: room.row))))
    #expect(rates.similarity(stage.model.pairs.threshold ?? 0) == similarity)
  }

  @Test func `a click on the ROC curve chooses the nearest threshold`() throws {
    var stage = surveyed()
    let rates = try #require(stage.model.pairs.rates)
    let inside = PairsLayout(stage.model.frame.body).roc.inset()
    var canvas = stage.canvas
    let plot = RocPanel.plot(stage.model, in: inside, on: &canvas)
    let wanted = rates.bound(nearest: 0.45)
    let column = try #require(plot.column(rates.falseMatchRate(wanted)))
    let row = try #require(plot.row(1 - rates.falseNonMatchRate(wanted)))
    stage.send(.input(.mouse(MouseEvent(.press, column: column, row: row))))
    #expect(abs((stage.model.pairs.threshold ?? 0) - wanted) <= 12)
  }

  @Test func `the chosen pair stays chosen when a new survey arrives`() throws {
    var stage = surveyed()
    stage.press(.down, .down)
    let pair = try #require(stage.model.pairs.shownPair)
    var survey = try #require(stage.model.pairs.survey)
    survey.mostWrong.reverse()
    stage.model.pairs.receive(survey)
    #expect(stage.model.pairs.shownPair == pair)
    #expect(stage.model.pairs.chosenIndex == 45)
    stage.press(.character("g"))
    #expect(stage.model.pairs.chosenIndex == 0)
  }

  @Test func `a search finds a pair with a matching class`() throws {
    var stage = surveyed()
    stage.press(.character("/"))
    for character in "letter 29" { stage.press(.character(character)) }
    stage.press(.enter)
    let pair = try #require(stage.model.pairs.shownPair)
    #expect([pair.firstClass, pair.secondClass].contains("letter 29"))
  }

  @Test func `dimensions are grouped and compared with both means`() throws {
    let pair = ComparedPair(
      first: ImageID(0), second: ImageID(1), firstClass: "", secondClass: "", isSame: false, similarity: 1,
      distance: 0, differences: [0.1, 0.3, 0.8, 0.6])
    let survey = PairSurvey(
      step: 0, score: "", same: [], different: [], auc: 0, eer: 0, threshold: 0, mostWrong: [],
      sameDifferences: [0.1, 0.1, 0.2, 0.2], differentDifferences: [0.4, 0.4, 1, 1])
    let strip = try #require(DimensionStrip(pair, in: survey, columns: 2))
    #expect(abs(strip.different[0] - 0.4) < 1e-6 && abs(strip.different[1] - 1) < 1e-6)
    #expect(abs(strip.pair[0] - 0.2) < 1e-6 && abs(strip.pair[1] - 0.7) < 1e-6)
    #expect(strip.isLikeSame(0) && !strip.isLikeSame(1))
    #expect(strip.likeSame == 1)
    #expect(try #require(DimensionStrip(pair, in: survey, columns: 11)).columnsPerBar == 2)
    #expect(DimensionStrip(pair, in: survey, columns: 0) == nil)
  }
}
