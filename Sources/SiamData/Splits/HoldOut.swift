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

  /// Parses the argument of `--hold-out`: a number, or names separated by commas.
  public init(argument: String) {
    if let count = Int(argument), count >= 0 {
      self = .last(count)
    } else {
      self = .named(argument.split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty })
    }
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
