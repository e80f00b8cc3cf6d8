import Foundation
import SiamCanvas
import SiamMessages

/// Figures of a run as people read them; `–` what isn't known.
enum RunText {
  static func steps(_ figures: RunFigures) -> String {
    guard let steps = figures.steps else { return Figures.missing }
    return figures.plannedSteps.map { "\(steps)/\($0)" } ?? "\(steps)"
  }

  static func loss(_ figures: RunFigures) -> String {
    figures.loss.map { Figures.fixed(Double($0), decimals: 4) } ?? Figures.missing
  }

  static func percent(_ share: Float?) -> String {
    share.map { Figures.percent(Double($0)) + " %" } ?? Figures.missing
  }

  /// An accuracy with its interval, where that is known: `93.4 ± 0.6 %`.
  static func accuracy(_ accuracy: RunAccuracy?) -> String {
    guard let accuracy, let interval = accuracy.interval95 else { return percent(accuracy?.accuracy) }
    return "\(Figures.percent(Double(accuracy.accuracy))) ± \(Figures.percent(Double(interval))) %"
  }

  static func share(_ share: Float?) -> String {
    share.map { Figures.fixed(Double($0), decimals: 3) } ?? Figures.missing
  }

  static func perSecond(_ number: Double?, decimals: Int) -> String {
    number.map { Figures.fixed($0, decimals: decimals) } ?? Figures.missing
  }

  static func duration(_ seconds: Double?) -> String { seconds.map { Figures.duration($0) } ?? Figures.missing }

  /// The minute, on this machine's clock.
  static func time(_ instant: Instant?) -> String {
    guard let instant else { return Figures.missing }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: instant.date)
  }

  /// How what became of a run looks where there are colours.
  static func style(_ state: RunState?) -> Style? {
    switch state {
    case .running: Style(.palette(2)).bold
    case .finished: nil
    case .stopped: Style(.palette(3))
    case .crashed: Style(.palette(1))
    case nil: Style(attributes: .dim)
    }
  }
}
