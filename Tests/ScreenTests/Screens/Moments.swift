import Dispatch
import SiamCanvas
import SiamMessages
import SiamScreens
import Synchronization
import Testing

/// A moment whose screen is kept as golden text and looked at as a picture.
struct Moment: Hashable, Sendable, CustomTestStringConvertible {
  /// Of its golden files.
  let name: String
  /// Whether it is kept at every size, or at the usual two.
  let isAtEverySize: Bool
  private let make: @Sendable (inout Stage) -> Void

  init(_ name: String, isAtEverySize: Bool = false, make: @escaping @Sendable (inout Stage) -> Void) {
    self.name = name
    self.isAtEverySize = isAtEverySize
    self.make = make
  }

  /// Every moment there is.
  static let all = train + margins + triplets + support + space + pairs + runs + replay

  /// A front end at this moment.
  func stage(width: Int, height: Int, charset: Charset, theme: Theme = .dark) -> Stage {
    var stage = Stage(width: width, height: height, charset: charset, theme: theme)
    make(&stage)
    return stage
  }

  /// The moment as it was reached at 120 × 40, then resized.
  func cached(width: Int, height: Int) -> Stage {
    var stage = Moment.stages[name] ?? Stage(width: width, height: height)
    stage.send(.resized(width: width, height: height))
    stage.settle()
    return stage
  }

  /// Made once, on every core.
  private static let stages: [String: Stage] = {
    let made = Mutex<[String: Stage]>([:])
    DispatchQueue.concurrentPerform(iterations: all.count) { place in
      let stage = all[place].stage(width: 120, height: 40, charset: .braille)
      made.withLock { $0[all[place].name] = stage }
    }
    return made.withLock { $0 }
  }()

  static func == (left: Moment, right: Moment) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
  var testDescription: String { name }
}
