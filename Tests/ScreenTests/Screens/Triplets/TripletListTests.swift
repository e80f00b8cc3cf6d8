import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct TripletListTests {
  /// A model that lists random triplets, some with NaN distances.
  private func model(seed: UInt64, _ recipe: Recipe = Recipe()) -> Model {
    var random = TestGenerator(seed: seed)
    var run = SimulatedRun()
    run.recipe = recipe
    var model = Model(width: 120, height: 40)
    _ = update(&model, .event(run.started))
    _ = update(&model, .event(.step(run.step(1))))
    let distance = { Float(random.unit() < 0.05 ? .nan : random.unit() * 2) }
    let triplets = (0..<60).map { index in
      NamedTriplet(
        report: TripletReport(
          anchor: ImageID(3 * index), positive: ImageID(3 * index + 1), negative: ImageID(3 * index + 2),
          positiveDistance: distance(), negativeDistance: distance(), oppositeDistance: 1, loss: 0.5),
        anchorClass: "class \(Int(random.unit() * 9))", negativeClass: "other \(Int(random.unit() * 9))")
    }
    model.newest = NewestTriplets(step: 1, margin: 0.2, triplets: triplets, mined: 60, gaps: [])
    return model
  }

  @Test func `a shortened name keeps the end that identifies the class`() {
    for (name, short) in [
      ("Greek U+03C6 φ", "U+03C6 φ"), ("Greek U+03C6 φ 90°", "U+03C6 φ 90°"), ("characters/letter-17", "letter-17"),
      ("字字字字字字字字字字字字字字字", "…字字字"), ("unbroken-and-long-name", "…long-name"),
    ] {
      let fitted = ClassName.fitted(name, to: 12, .braille)
      #expect(fitted.hasSuffix(short.suffix(3)) && Charset.braille.columns(fitted) <= 12, "\(fitted)")
    }
    #expect(ClassName.fitted("Greek U+03C6 φ 90°", to: 12, .braille) == "U+03C6 φ 90°")
  }

  @Test(arguments: TripletsState.Order.allCases)
  func `sorting keeps every triplet, and NaN comes last`(order: TripletsState.Order) {
    for seed in 1...30 as ClosedRange<UInt64> {
      var model = model(seed: seed)
      model.triplets.order = order
      let entries = TripletList(model).entries
      let all = model.newest?.triplets ?? []
      #expect(Set(entries.map(\.report.anchor)) == Set(all.map(\.report.anchor)) && entries.count == all.count)
      if order == .className {
        #expect(entries.map(\.triplet.anchorClass) == all.map(\.anchorClass).sorted())
        continue
      }
      let keys = entries.map { entry in
        switch order {
        case .violation: Double(entry.report.negativeDistance - entry.report.positiveDistance)
        case .positive: -Double(entry.report.positiveDistance)
        default: Double(entry.report.negativeDistance)
        }
      }
      let numbers = keys.prefix { !$0.isNaN }
      #expect(Array(numbers) == numbers.sorted() && keys.dropFirst(numbers.count).allSatisfy(\.isNaN))
    }
  }

  @Test func `kinds are determined at the requested margin`() {
    for seed in 1...10 as ClosedRange<UInt64> {
      var model = model(seed: seed)
      for presses in 0..<6 {
        if presses > 0 { _ = update(&model, .input(.key(.character("+")))) }
        let margin = 0.2 + 0.05 * Double(presses)
        let gaps = (model.newest?.triplets ?? []).map {
          Double($0.report.negativeDistance) - Double($0.report.positiveDistance)
        }
        var counts: [TripletKind: Int] = [:]
        for kind in TripletKind.allCases {
          model.triplets.kind = kind
          let list = TripletList(model)
          #expect(list.entries.allSatisfy { $0.kind == kind })
          counts[kind] = list.entries.count
        }
        model.triplets.kind = nil
        #expect(counts[.hard] == gaps.count { !($0 > 0) })
        #expect((counts[.hard] ?? 0) + (counts[.semiHard] ?? 0) == gaps.count { !($0 >= Double(Float(margin))) })
        #expect(counts.values.reduce(0, +) == gaps.count)
      }
    }
  }
}
