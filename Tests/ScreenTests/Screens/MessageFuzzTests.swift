import Foundation
import SiamCanvas
import SiamCore
import TestSupport
import Testing

@testable import SiamScreens

/// Random messages in random order never trap, and the canvas has its size.
@Suite struct MessageFuzzTests {

  @Test(arguments: 0..<8)
  func `no sequence of events, keys and sizes traps`(part: Int) {
    let sequences = (isSoak ? 100_000 : 2_000) / 8
    for number in 0..<sequences {
      var fuzz = Fuzz(seed: UInt64(part * sequences + number))
      var model = Model(width: fuzz.size(), height: fuzz.size(), charset: fuzz.charset(), theme: fuzz.theme())
      for _ in 0..<fuzz.integer(1...18) { _ = update(&model, fuzz.message()) }
      // Sometimes the canvas does not have the size in the state, as during a resize.
      let isLate = fuzz.integer(0...9) == 0
      let width = isLate ? fuzz.size() : min(model.width, 210)
      let height = isLate ? fuzz.size() : min(model.height, 70)
      var canvas = Canvas(width: width, height: height)
      draw(model, into: &canvas)
      #expect(canvas.cells.count == max(0, width) * max(0, height))
      #expect(canvas.isWellFormed, "sequence \(part * sequences + number)")
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
