/// How the classes of some data were named, if not by folders: the rule, and its result for a few files.
public struct LabelReport: Codable, Equatable, Sendable {
  /// A file and the class that the rule gives it.
  public struct Example: Codable, Equatable, Sendable {
    /// The file's path within the data.
    public var path: String
    /// The name of its class.
    public var className: String
    /// The name of its group, or nil if it has none.
    public var group: String?

    /// Creates an example.
    public init(path: String, className: String, group: String?) {
      self.path = path
      self.className = className
      self.group = group
    }

    private enum CodingKeys: String, CodingKey {
      case path, group
      case className = "class"
    }
  }

  /// The rule as text: the columns of a list, or `--class-from` with its value.
  public var rule: String
  /// The first files of the first few classes.
  public var examples: [Example]

  /// Creates a report.
  public init(rule: String, examples: [Example] = []) {
    self.rule = rule
    self.examples = examples
  }
}
