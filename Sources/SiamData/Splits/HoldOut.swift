import SiamCore

/// The groups, or classes if there are no groups, that belong to the validation or test split.
public enum HoldOut: Equatable, Sendable {
  /// The split of the data itself, if it has one. Otherwise validation gets the last sixth by name, but at least one
  /// group or two classes, and test gets none.
  case standard
  /// The last N by name; 0 for none.
  case last(Int)
  /// The groups, or classes if there are no groups, with these names.
  case named([String])
  /// The classes with these names, even if there are groups.
  case namedClasses([String])
  /// The groups, or classes if there are no groups, in a list such as `Greek, "Doe, Jane"`: the data shows which commas
  /// belong to names.
  case listed(String)

  /// Parses the argument of `--hold-out`: a number, or names separated by commas, in double quotes if necessary.
  public init(argument: String) {
    if let count = Int(argument), count >= 0, String(count) == argument {
      self = .last(count)
    } else {
      self = .listed(argument)
    }
  }

  /// Returns the hold-out with the names of a list, given those that exist. A number such as `007` is a name if it
  /// exists, and a count otherwise.
  func resolved(among existing: [String]) -> HoldOut {
    guard case .listed(let list) = self else { return self }
    let names = NameList.names(in: list, existing: existing)
    if let count = Int(list), count >= 0, names == [list], !existing.contains(list) { return .last(count) }
    return .named(names)
  }
}
