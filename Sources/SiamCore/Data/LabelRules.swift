/// How classes and groups are named where the folders don't name them, as given on the command line.
///
/// A run stores its rules, so that its data is read in the same way again.
public struct LabelRules: Codable, Hashable, Sendable {
  /// The columns of a list: `image,label`, or `path=image,class=label,group=…,split=…`; nil to detect them.
  public var columns: String?
  /// The absolute path of the folder that the paths in a list are relative to; nil for the list's own folder.
  public var root: String?
  /// The rule that names the class of a file in a folder or archive, such as `stem before _`; nil for its folder.
  public var classFrom: String?
  /// The rule that names the group of a file, such as `folder`; nil for none.
  public var groupFrom: String?

  /// Whether nothing is given.
  public var isEmpty: Bool { self == LabelRules() }

  /// Creates rules; without arguments, everything is detected.
  public init(columns: String? = nil, root: String? = nil, classFrom: String? = nil, groupFrom: String? = nil) {
    self.columns = columns
    self.root = root
    self.classFrom = classFrom
    self.groupFrom = groupFrom
  }

  /// The rules for a list, without those for folders and archives.
  public var ofLists: LabelRules { LabelRules(columns: columns, root: root) }

  /// The rules for folders and archives, without those for lists.
  public var ofNames: LabelRules { LabelRules(classFrom: classFrom, groupFrom: groupFrom) }
}
