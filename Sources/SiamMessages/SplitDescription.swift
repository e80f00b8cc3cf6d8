/// How the classes of a dataset were split, with the names it takes to split them so again.
public struct SplitDescription: Codable, Equatable, Sendable {
  /// What is on a side as a whole.
  public enum Unit: String, Codable, Sendable {
    /// Alphabets, brands: all classes of one are on the same side.
    case group
    /// Each class by itself.
    case `class`

    /// The word for so many: `1 group`, `2 classes`.
    public func counted(_ count: Int) -> String {
      let plural = self == .group ? "groups" : "classes"
      return "\(count) \(count == 1 ? rawValue : plural)"
    }
  }

  /// In words: `validation: the last sixth of the groups by name`.
  public var rule: String
  /// Whose names follow.
  public var unit: Unit
  /// What drew the sides, where they were drawn.
  public var seed: UInt64?
  /// Held out to be examined while training goes on.
  public var validation: [String]
  /// Kept for the final figure.
  public var test: [String]

  /// How the classes of a dataset were split.
  public init(rule: String, unit: Unit, seed: UInt64? = nil, validation: [String], test: [String]) {
    self.rule = rule
    self.unit = unit
    self.seed = seed
    self.validation = validation
    self.test = test
  }

  /// The rule, and which groups or classes each held-out side has, at most a few by name.
  public var line: String {
    let sides = [("validation", validation), ("test", test)].filter { !$0.1.isEmpty }.map { side, names in
      let more = names.count - Self.named
      return "\(side) has \(names.prefix(Self.named).joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
    }
    return ([rule] + sides).joined(separator: "; ")
  }

  /// So many names are enough for a line.
  private static let named = 6
}
