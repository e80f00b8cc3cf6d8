import Foundation

extension Int {
  /// A number cut to a range; not-a-number is the range's lower end.
  package init(bounded value: Double, to range: ClosedRange<Int>) {
    if value.isNaN || value <= Double(range.lowerBound) {
      self = range.lowerBound
    } else if value >= Double(range.upperBound) {
      self = range.upperBound
    } else {
      self = Int(value)
    }
  }
}

func cosine(_ angle: Double) -> Double { cos(angle) }
func sine(_ angle: Double) -> Double { sin(angle) }

/// Numbers as text that does not jump about: fixed decimals, padded to a width.
package enum Figures {
  /// What stands for a number that there is not.
  package static let missing = "–"

  /// With some decimals, padded on the left; `–` where the number is not finite or absurdly large.
  package static func fixed(_ value: Double, decimals: Int, width: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return padded(missing, width) }
    let decimals = Swift.min(Swift.max(decimals, 0), 6)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int(bounded: (abs(value) * scale).rounded(), to: 0...Int.max)
    let divisor = Int(scale)
    var text = String(scaled / divisor)
    if decimals > 0 {
      let digits = String(scaled % divisor)
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return padded(value < 0 && scaled != 0 ? "-" + text : text, width)
  }

  /// As a percentage without its sign.
  package static func percent(_ share: Double, decimals: Int = 1, width: Int = 0) -> String {
    fixed(share * 100, decimals: decimals, width: width)
  }

  /// With commas between thousands.
  package static func grouped(_ value: Int, width: Int = 0) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return padded((value < 0 ? "-" : "") + String(text.reversed()), width)
  }

  /// One digit before the point, and a power of ten: `2.00e-3`.
  package static func scientific(_ value: Double, decimals: Int = 2, width: Int = 0) -> String {
    guard value.isFinite else { return padded(missing, width) }
    guard value != 0 else { return padded("0", width) }
    var exponent = Int(bounded: log10(abs(value)).rounded(.down), to: -320...320)
    var mantissa = value / pow(10, Double(exponent))
    if abs((mantissa * 100).rounded() / 100) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    guard mantissa.isFinite else { return padded(missing, width) }
    return padded(fixed(mantissa, decimals: decimals) + "e\(exponent)", width)
  }

  /// Three or so significant digits for whatever size: `0.0412`, `1.53`, `48.2`, `2.1e-5`.
  package static func significant(_ value: Double, width: Int = 0) -> String {
    guard value.isFinite else { return padded(missing, width) }
    let size = abs(value)
    switch size {
    case 0: return padded("0", width)
    case ..<0.001: return scientific(value, decimals: 1, width: width)
    case ..<1: return fixed(value, decimals: 4, width: width)
    case ..<10: return fixed(value, decimals: 3, width: width)
    case ..<100: return fixed(value, decimals: 2, width: width)
    case ..<1000: return fixed(value, decimals: 1, width: width)
    case ..<1e9: return padded(grouped(Int(bounded: value.rounded(), to: Int.min / 2...Int.max / 2)), width)
    default: return scientific(value, decimals: 1, width: width)
    }
  }

  /// Hours, minutes and seconds: `3:07`, `1:02:33`.
  package static func duration(_ seconds: Double, width: Int = 0) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 3.6e8 else { return padded(missing, width) }
    let whole = Int(bounded: seconds.rounded(), to: 0...360_000_000)
    let two = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
    let text =
      whole < 3600
      ? "\(whole / 60):\(two(whole % 60))" : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    return padded(text, width)
  }

  /// A number of bytes in decimal units: `512 B`, `29 kB`, `9.9 MB`.
  package static func bytes(_ count: Int) -> String {
    switch Double(count) {
    case ..<1_000: "\(count) B"
    case ..<999_500: fixed(Double(count) / 1e3, decimals: 0) + " kB"
    case ..<999.95e6: fixed(Double(count) / 1e6, decimals: 1) + " MB"
    default: fixed(Double(count) / 1e9, decimals: 1) + " GB"
    }
  }

  /// Padded on the left to a width.
  package static func padded(_ text: String, _ width: Int) -> String {
    let missing = width - text.count
    return missing > 0 ? String(repeating: " ", count: missing) + text : text
  }
}
