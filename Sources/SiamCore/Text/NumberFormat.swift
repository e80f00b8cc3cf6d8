import Foundation

/// Formats numbers as text of a stable width: with fixed decimals, padded on the left.
package enum NumberFormat {
  /// The text for a missing number.
  package static let missing = "–"

  /// Formats a number with fixed decimals, at most six; `missing` if it is not finite or 1e12 or more.
  package static func fixed(_ value: Double, decimals: Int, width: Int = 0) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return padded(missing, width) }
    let decimals = Swift.min(Swift.max(decimals, 0), 6)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int(bounded: (abs(value) * scale).rounded(), to: 0...Int.max)
    let divisor = Int(scale)
    var text = String(scaled / divisor)
    if decimals > 0 {
      text += "." + zeroPadded(scaled % divisor, digits: decimals)
    }
    return padded(value < 0 && scaled != 0 ? "-" + text : text, width)
  }

  /// Formats a number with at least `decimals` decimals and at most six, without trailing zeros: `0.20`, `0.305`.
  package static func trimmed(_ value: Double, decimals: Int) -> String {
    var text = fixed(value, decimals: 6)
    guard let point = text.firstIndex(of: ".") else { return text }
    let surplus = text.distance(from: point, to: text.endIndex) - 1 - decimals
    for _ in 0..<max(surplus, 0) where text.last == "0" { text.removeLast() }
    return text
  }

  /// Formats a number with at most `digits` significant digits, without trailing zeros: `0.002`, `1.235e-05`.
  package static func shortest(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return missing }
    guard value != 0 else { return "0" }
    let exponent = log10(abs(value)).rounded(.down)
    let scale = pow(10, Double(digits) - 1 - exponent)
    // Dividing by a power of ten gives the nearest number to the decimal fraction; multiplying by 0.001 wouldn't.
    let rounded = scale >= 1 ? (value * scale).rounded() / scale : (value * scale).rounded() * pow(10, -log10(scale))
    let text = "\(rounded.isFinite ? rounded : value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Formats a share as a percentage without the percent sign.
  package static func percent(_ share: Double, decimals: Int = 1, width: Int = 0) -> String {
    fixed(share * 100, decimals: decimals, width: width)
  }

  /// Formats a share as a percentage with the percent sign: `93.1 %`.
  package static func percentage(_ share: Float, decimals: Int = 1) -> String {
    percent(Double(share), decimals: decimals) + " %"
  }

  /// Formats a whole number with commas between thousands.
  package static func grouped(_ value: Int, width: Int = 0) -> String {
    var text = ""
    for (index, digit) in String(value.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return padded((value < 0 ? "-" : "") + String(text.reversed()), width)
  }

  /// Formats a number in scientific notation: `2.00e-3`.
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

  /// Formats a number of any size with about four significant digits: `0.0412`, `1.530`, `48.23`, `2.1e-5`.
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

  /// Formats a duration as minutes and seconds, with hours if needed: `3:07`, `1:02:33`.
  package static func duration(_ seconds: Double, width: Int = 0) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 3.6e8 else { return padded(missing, width) }
    let whole = Int(bounded: seconds.rounded(), to: 0...360_000_000)
    let two = { (value: Int) in zeroPadded(value, digits: 2) }
    let text =
      whole < 3600
      ? "\(whole / 60):\(two(whole % 60))" : "\(whole / 3600):\(two(whole / 60 % 60)):\(two(whole % 60))"
    return padded(text, width)
  }

  /// Formats a number of bytes in decimal units: `512 B`, `29 kB`, `9.9 MB`.
  package static func bytes(_ count: Int) -> String {
    switch Double(count) {
    case ..<1_000: "\(count) B"
    case ..<999_500: fixed(Double(count) / 1e3, decimals: 0) + " kB"
    case ..<999.95e6: fixed(Double(count) / 1e6, decimals: 1) + " MB"
    default: fixed(Double(count) / 1e9, decimals: 1) + " GB"
    }
  }

  /// Formats a whole number with leading zeros up to `digits` digits, so that names sort by number.
  package static func zeroPadded(_ value: some BinaryInteger, digits: Int, radix: Int = 10) -> String {
    let text = String(value, radix: radix)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// Pads text on the left to a width in characters.
  package static func padded(_ text: String, _ width: Int) -> String {
    let missing = width - text.count
    return missing > 0 ? String(repeating: " ", count: missing) + text : text
  }
}
