import Dispatch
import SiamCanvas
import SiamCore
import SiamScreens
import Synchronization
import Testing

/// A state of the user interface whose screen is recorded as golden text.
struct Moment: Hashable, Sendable, CustomTestStringConvertible {
  /// The name of its golden files.
  let name: String
  /// Whether it is recorded at every size rather than at the two default sizes.
  let isAtEverySize: Bool
  private let make: @Sendable (inout Stage) -> Void

  init(_ name: String, isAtEverySize: Bool = false, make: @escaping @Sendable (inout Stage) -> Void) {
    self.name = name
    self.isAtEverySize = isAtEverySize
    self.make = make
  }

  /// Every moment.
  static let all = train + margins + triplets + support + space + pairs + runs + replay + wide

  /// Creates the moment at a size.
  func stage(width: Int, height: Int, charset: Charset, theme: Theme = .dark) -> Stage {
    var stage = Stage(width: width, height: height, charset: charset, theme: theme)
    make(&stage)
    return stage
  }

  /// Returns the moment, created at 120 × 40 and then resized.
  func cached(width: Int, height: Int) -> Stage {
    var stage = Moment.stages[name] ?? Stage(width: width, height: height)
    stage.send(.resized(width: width, height: height))
    stage.settle()
    return stage
  }

  /// Every moment, created once, in parallel.
  private static let stages: [String: Stage] = {
    let made = Mutex<[String: Stage]>([:])
    DispatchQueue.concurrentPerform(iterations: all.count) { index in
      let stage = all[index].stage(width: 120, height: 40, charset: .braille)
      made.withLock { $0[all[index].name] = stage }
    }
    return made.withLock { $0 }
  }()

  static func == (left: Moment, right: Moment) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
  var testDescription: String { name }
}
