import SiamCore

/// The range of an array's values, which decides how they are read as brightness.
struct ValueRange: Equatable {
  var lowest = Double.infinity
  var highest = -Double.infinity

  /// Includes numbers.
  ///
  /// - Returns: false if one isn't finite.
  mutating func include(_ numbers: [Double]) -> Bool {
    var (low, high, isFinite) = (lowest, highest, true)
    for number in numbers {
      if number < low { low = number }
      if number > high { high = number }
      if !number.isFinite { isFinite = false }
    }
    (lowest, highest) = (low, high)
    return isFinite
  }

  mutating func include(_ other: ValueRange) {
    (lowest, highest) = (min(lowest, other.lowest), max(highest, other.highest))
  }

  /// Reads the range of an array's values; of bytes only until it is known to be 0…255.
  ///
  /// - Throws: `DataError` when the array can't be read, or a value isn't finite.
  init(of file: ArrayFile) throws(DataError) {
    let values = try file.open()
    let type = file.header.type
    while case let bytes = try values.next(Self.partValues), !bytes.isEmpty {
      if type == ElementType("|u1"), let highest = bytes.max() {
        if Double(highest) > ValueScale.darkest {
          (self.lowest, self.highest) = (0, 255)
          return
        }
        (self.lowest, self.highest) = (0, max(self.highest, Double(highest)))
      } else if !include(type.numbers(bytes)) {
        throw .unusableArray(
          path: file.location, reason: "a value is infinite or not a number",
          remedy: "replace such values, for example with numpy.nan_to_num")
      }
    }
  }

  init() {}

  /// The number of values read at a time.
  private static let partValues = 1 << 18
}

/// How the values of an array become brightness, 0 black … 255 white.
struct ValueScale: Equatable {
  /// The values that become 0 and 255.
  var black: Double
  var white: Double

  /// Whether bytes are brightness as they are.
  var isIdentity: Bool { black == 0 && white == 255 }

  /// The range of values for messages.
  var text: String { "\(NumberFormat.shortest(black, digits: 3))…\(NumberFormat.shortest(white, digits: 5))" }

  /// The maximum of images that use less than a quarter of 0…255, such as scikit-learn's digits of 0…16. The highest
  /// value of such images becomes white.
  static let darkest = 63.0

  /// How much values may lie outside a range by rounding.
  private static let tolerance = 1e-3

  /// Finds the scale for a range of values of some type: 0…1, −1…1, 0…255, a range from 0 far below
  /// that, or 0…65535 for integers.
  ///
  /// - Returns: the scale, or the reason why there is none.
  static func find(_ range: ValueRange, _ type: ElementType) -> Result<ValueScale, ArrayProblem> {
    guard range.lowest <= range.highest else { return .success(ValueScale(black: 0, white: 255)) }
    let isFloat = type.kind == .float
    let (low, high) = (range.lowest + tolerance, range.highest - tolerance)
    if low >= 0, high <= 1 { return .success(ValueScale(black: 0, white: 1)) }
    if isFloat, low >= -1, high <= 1 { return .success(ValueScale(black: -1, white: 1)) }
    if low >= 0, high <= darkest { return .success(ValueScale(black: 0, white: range.highest)) }
    if low >= 0, high <= 255 { return .success(ValueScale(black: 0, white: 255)) }
    if low >= 0, high <= 65_535, !isFloat { return .success(ValueScale(black: 0, white: 65_535)) }
    func text(_ value: Double) -> String { NumberFormat.shortest(value, digits: 4) }
    return .failure(
      ArrayProblem(
        reason: "values of \(text(range.lowest))…\(text(range.highest)); expected 0…255, 0…1 or -1…1",
        remedy: "scale the images, for example (images - images.min()) / (images.max() - images.min())"))
  }

  /// The brightness of elements of a type.
  func brightness(_ bytes: [UInt8], _ type: ElementType) -> [UInt8] {
    if isIdentity, type.size == 1, type.kind == .unsigned { return bytes }
    let factor = 255 / (white - black)
    return type.numbers(bytes).map { UInt8(min(max(($0 - black) * factor + 0.5, 0), 255)) }
  }
}
