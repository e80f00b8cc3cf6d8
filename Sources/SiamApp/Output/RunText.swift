import Foundation
import SiamCanvas
import SiamCore

/// Results of a run as text; `–` for unknown ones.
enum RunText {
  static func steps(_ metrics: RunMetrics) -> String {
    guard let steps = metrics.steps else { return NumberFormat.missing }
    return metrics.plannedSteps.map { "\(steps)/\($0)" } ?? "\(steps)"
  }

  static func loss(_ metrics: RunMetrics) -> String {
    metrics.loss.map { NumberFormat.fixed(Double($0), decimals: 4) } ?? NumberFormat.missing
  }

  static func percent(_ share: Float?) -> String {
    share.map { NumberFormat.percentage($0) } ?? NumberFormat.missing
  }

  /// An accuracy with its 95 % interval, if known: `93.4 ± 0.6 %`.
  static func accuracy(_ accuracy: RunAccuracy?) -> String {
    guard let accuracy, let interval = accuracy.interval95 else { return percent(accuracy?.accuracy) }
    return "\(NumberFormat.percent(Double(accuracy.accuracy))) ± \(NumberFormat.percent(Double(interval))) %"
  }

  static func share(_ share: Float?) -> String {
    share.map { NumberFormat.fixed(Double($0), decimals: 3) } ?? NumberFormat.missing
  }

  static func perSecond(_ number: Double?, decimals: Int) -> String {
    number.map { NumberFormat.fixed($0, decimals: decimals) } ?? NumberFormat.missing
  }

  static func duration(_ seconds: Double?) -> String {
    seconds.map { NumberFormat.duration($0) } ?? NumberFormat.missing
  }

  /// The date and time in the local time zone, to the minute.
  static func time(_ instant: Instant?) -> String {
    guard let instant else { return NumberFormat.missing }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "yyyy-MM-dd HH:mm"
    return formatter.string(from: instant.date)
  }

  /// The style of a run's state; nil for plain text.
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
