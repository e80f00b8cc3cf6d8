import SiamCore

extension DataLayout {
  /// The rules for classes that apply to data of this layout.
  func applicable(_ labels: LabelRules) -> LabelRules {
    switch self {
    case .folder, .archive: labels.ofNames
    case .manifest: labels.ofLists
    default: LabelRules()
    }
  }

  /// Throws an error for rules that don't apply to data of this layout.
  func check(_ labels: LabelRules, at path: String) throws(DataError) {
    let applicable = applicable(labels)
    if labels.columns != applicable.columns || labels.root != applicable.root {
      throw .ruleNotApplicable(
        path: path, option: labels.columns != nil ? "--columns" : "--root", purpose: "a list", layout: self)
    }
    if labels != applicable {
      throw .ruleNotApplicable(
        path: path, option: labels.classFrom != nil ? "--class-from" : "--group-from",
        purpose: "the names of files in a folder or archive", layout: self)
    }
  }
}
