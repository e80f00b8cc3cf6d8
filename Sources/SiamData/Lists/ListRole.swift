/// What a column of a list holds, and the names by which it is recognised.
enum ListRole: String, CaseIterable {
  case path
  case className = "class"
  case group
  case split

  /// The common names, the most specific first, in small letters and digits only.
  private var names: [String] {
    switch self {
    case .path:
      [
        "path", "imagepath", "filepath", "file", "filename", "imagefile", "imagefilename", "imagename", "image",
        "imgpath", "imgname", "imgfile", "img", "fname", "relativepath", "relpath", "photo", "paths",
        "files", "filenames", "images", "photoid", "imageid", "imgid", "fileid", "key", "uuid", "name", "id",
      ]
    case .className:
      [
        "class", "classname", "label", "labelname", "species", "speciesname", "breed", "category", "categoryname",
        "target", "identity", "person", "individual", "variety", "classes", "labels", "tag", "tags", "character",
        "classid", "classlabel", "labelid", "classidx", "labelidx", "classindex", "labelindex", "speciesid",
        "categoryid", "targetid", "identityid", "personid", "pid", "individualid", "whaleid", "landmarkid",
        "labelgroup", "productid", "product", "itemid", "celebrity", "subject", "subjectid", "y", "type", "name", "id",
      ]
    case .group:
      [
        "group", "groupname", "groupid", "superclass", "superclassname", "superclassid", "supercategory",
        "supercategoryname", "supercategoryid", "superlabel", "coarselabel", "coarse", "parent", "parentclass",
        "alphabet", "family", "genus",
      ]
    case .split:
      [
        "split", "set", "subset", "partition", "datasplit", "phase", "isvalid", "isval", "isvalidation", "istest",
        "istrain", "istraining", "istrainingimage",
      ]
    }
  }

  /// How well a column's title names the role: 0 is best; nil if it doesn't.
  func rank(of title: String) -> Int? { names.firstIndex(of: title) }

  /// A title in small letters and digits only.
  static func normalized(_ title: [UInt8]) -> String {
    String(decoding: title, as: UTF8.self).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

/// How a list's column says which split an image belongs to.
enum SplitMeaning: Equatable {
  /// The name of the split.
  case names
  /// A truth value: whether the image belongs to this split, and the split of the others.
  case flag(Split, otherwise: Split)

  /// The meaning of a column with this normalised title.
  init(title: String) {
    switch title {
    case "isvalid", "isval", "isvalidation": self = .flag(.validation, otherwise: .training)
    case "istest": self = .flag(.test, otherwise: .training)
    case "istrain", "istraining", "istrainingimage": self = .flag(.training, otherwise: .test)
    default: self = .names
    }
  }

  /// The split that a value means, or nil if it means none.
  func split(of value: [UInt8]) -> Split? {
    let text = String(decoding: value, as: UTF8.self).lowercased()
    switch self {
    case .names: return Split(name: text)
    case .flag(let split, let other):
      if ["true", "1", "yes", "1.0"].contains(text) { return split }
      return ["false", "0", "no", "0.0"].contains(text) ? other : nil
    }
  }
}

extension Split {
  /// The split that is commonly known by a name, in small letters.
  init?(name: String) {
    switch name {
    case "train", "training", "trn": self = .training
    case "val", "valid", "validation", "dev", "publictest": self = .validation
    case "test", "testing", "tst", "eval", "evaluation", "privatetest", "query", "gallery": self = .test
    default: return nil
    }
  }
}
