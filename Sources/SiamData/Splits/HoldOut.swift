/// Which groups, or classes where there are no groups, are kept for one side of the split.
public enum HoldOut: Equatable, Sendable {
  /// What the data itself says, where it does. Else for validation the last sixth by name, at least one group (two
  /// classes), and nothing for test.
  case standard
  /// The last so many by name; 0 holds nothing out.
  case last(Int)
  /// Those with these names.
  case named([String])
  /// The classes with these names, also where there are groups.
  case namedClasses([String])

  /// As `--hold-out` spells it: a number, or names with commas between them.
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
