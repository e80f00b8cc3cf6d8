extension Augmentation: CustomStringConvertible {
  /// The argument of `--augment`: the fields that are on, as `rotation=15,scale=0.2`, or `none`.
  public var description: String {
    let fields = AugmentationField.allCases.filter { self[$0] != 0 }
    return fields.isEmpty ? "none" : fields.map { "\($0.rawValue)=\(plain(self[$0]))" }.joined(separator: ",")
  }

  /// Parses `name=value,…`, where fields that are not named are off; `none`; or `default` and changes to it.
  ///
  /// - Parameters:
  ///   - argument: the argument of `--augment`, such as `default,elastic=0.05,flip-horizontal`.
  ///   - channels: the channels of the images, which determine `default` (default: grey).
  /// - Throws: `AugmentationError` if a field is unknown, is named twice, or has an invalid value.
  public init(argument: String, for channels: Channels = .grey) throws(AugmentationError) {
    self = .none
    var seen: Set<String> = []
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
    for (index, part) in parts.enumerated() {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard seen.insert(pair[0]).inserted else { throw .repeated(pair[0]) }
      switch pair[0] {
      case "default":
        guard index == 0, pair.count == 1 else { throw .misplaced("default") }
        self = .default(for: channels)
      case "none":
        guard parts.count == 1, pair.count == 1 else { throw .misplaced("none") }
      default:
        guard let field = AugmentationField(rawValue: pair[0]) else { throw .unknown(pair[0]) }
        self[field] = try Self.value(of: field, in: pair)
      }
    }
  }

  private static func value(of field: AugmentationField, in pair: [String]) throws(AugmentationError) -> Float {
    guard pair.count == 2 else {
      guard let value = field.defaultValue else { throw .outOfRange(field, given: nil) }
      return value
    }
    guard let value = Float(pair[1]), value >= 0, value <= field.maximum else {
      throw .outOfRange(field, given: pair[1])
    }
    return value
  }
}

/// The error for an invalid argument of `--augment`.
public enum AugmentationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The argument names an unknown field.
  case unknown(String)
  /// The argument names a field twice.
  case repeated(String)
  /// The value is not a number in the field's range, or is missing.
  case outOfRange(AugmentationField, given: String?)
  /// `none` is combined with fields, `default` comes after them, or either has a value.
  case misplaced(String)

  /// The message, in one line.
  public var description: String {
    switch self {
    case .unknown(let name):
      "unknown augmentation '\(name)' (available: "
        + AugmentationField.allCases.map(\.rawValue).joined(separator: ", ") + ", none and default)"
    case .repeated(let name): "'\(name)' is given twice"
    case .outOfRange(let field, nil): "'\(field.rawValue)' needs a value between 0 and \(plain(field.maximum))"
    case .outOfRange(let field, let given?):
      "'\(field.rawValue)=\(given)': \(field.rawValue) must be between 0 and \(plain(field.maximum))"
    case .misplaced(let name):
      name == "none"
        ? "'none' can't be combined with other augmentations" : "'\(name)' must come first, without a value"
    }
  }
}

/// Formats a number without a zero fraction: 15 and 0.2.
private func plain(_ value: Float) -> String {
  let text = "\(value)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// An augmentation requested before the channels of the images are known: `default` differs for grey and colour.
public struct AugmentationRequest: Equatable, Sendable {
  private let grey: Augmentation
  private let rgb: Augmentation

  /// Parses `name=value,…` as `Augmentation.init(argument:for:)` does.
  ///
  /// - Throws: `AugmentationError` if a field is unknown, is named twice, or has an invalid value.
  public init(argument: String) throws(AugmentationError) {
    grey = try Augmentation(argument: argument, for: .grey)
    rgb = try Augmentation(argument: argument, for: .rgb)
  }

  /// Returns the augmentation for images with these channels.
  public func augmentation(for channels: Channels) -> Augmentation { channels == .grey ? grey : rgb }
}
