/// How the classes of a dataset were split, with the names needed to restore the split.
public struct SplitDescription: Codable, Equatable, Sendable {
  /// The unit that is never divided by the split.
  public enum Unit: String, Codable, Sendable {
    /// A group, such as an alphabet or a brand, whose classes stay together.
    case group
    /// A single class.
    case `class`

    /// Returns a count with the unit's noun, such as `1 group` or `2 classes`.
    public func counted(_ count: Int) -> String {
      SiamCore.counted(count, rawValue, self == .group ? "groups" : "classes")
    }
  }

  /// The rule as text, such as `validation: the last sixth of the groups by name`.
  public var rule: String
  /// The unit that `validation` and `test` name.
  public var unit: Unit
  /// The seed of a random split; nil for others.
  public var seed: UInt64?
  /// The names of the validation groups or classes.
  public var validation: [String]
  /// The names of the test groups or classes.
  public var test: [String]
  /// Whether training and evaluation have the same classes, and differ in their images; nil for runs of older versions.
  private var sameClasses: Bool?

  /// Whether training, validation and test have the same classes and differ in their images (the closed-set protocol);
  /// `validation` and `test` are then empty.
  public var isSameClasses: Bool { sameClasses == true }

  /// Creates a description of a split by class.
  public init(rule: String, unit: Unit, seed: UInt64? = nil, validation: [String], test: [String]) {
    self.rule = rule
    self.unit = unit
    self.seed = seed
    self.validation = validation
    self.test = test
  }

  /// Creates the description of the closed-set protocol, whose rule begins with `same classes`.
  public init(sameClasses rule: String) {
    self.init(rule: rule, unit: .class, validation: [], test: [])
    sameClasses = true
  }

  /// The rule, and the first few names of the validation and test groups or classes, in one line.
  public var line: String {
    let parts = [("validation", validation), ("test", test)].filter { !$0.1.isEmpty }.map { split, names in
      "\(split) has \(NameList.text(names, limit: Self.maxNames))"
    }
    return ([rule] + parts).joined(separator: "; ")
  }

  /// The maximum number of names in `line`.
  private static let maxNames = 6
}
