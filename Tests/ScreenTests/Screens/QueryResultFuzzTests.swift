import Foundation
import SiamCanvas
import SiamCore
import TestSupport
import Testing

@testable import SiamScreens

/// Random query results, keys and sizes never trap on the Space, Pairs and Runs screens.
@Suite struct QueryResultFuzzTests {
  @Test(arguments: [ScreenName.space, .pairs, .runs])
  func `no query result traps`(name: ScreenName) {
    for seed in 0..<(isSoak ? 3_000 : 10) {
      var fuzz = Fuzz(seed: UInt64(seed))
      let sizes = [(60, 15), (80, 24), (120, 40), (200, 60)]
      let (width, height) = sizes[fuzz.integer(0...3)]
      var model = Model(width: width, height: height, charset: fuzz.charset(), theme: fuzz.theme())
      var effects = update(&model, .event(.started(fuzz.started())))
      effects += update(&model, .input(.key(.character(Character("\(name.rawValue)")))))
      for turn in 0..<30 {
        for case .ask(let number, let query) in effects {
          let result: QueryResult =
            switch query {
            case .space: .space(fuzz.spaceMap())
            case .neighbours: .neighbours(fuzz.neighbourhood())
            case .pairs: .pairs(fuzz.survey())
            case .runs: .runs(fuzz.listing())
            case .curves(let run, _): .curves(fuzz.curves(ofRun: run))
            default: .images([fuzz.datasetImage()])
            }
          effects += update(&model, .result(number: number, result))
        }
        effects = update(&model, .clock(seconds: Double(turn)))
        effects += update(&model, .event(.step(fuzz.step())))
        for _ in 0..<3 { effects += update(&model, .input(fuzz.input())) }
        model.overlay = nil
        model.screen = name
        var canvas = Canvas(width: width, height: height)
        draw(model, into: &canvas)
        #expect(canvas.isWellFormed, "sequence \(seed)")
      }
    }
  }
}
