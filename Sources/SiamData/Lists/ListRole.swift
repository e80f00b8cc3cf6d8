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
        "split", "partition", "datasplit", "set", "subset", "phase", "usage", "dataset",
      ]
    }
  }

  /// How well a column's title names the role: 0 is best; nil if it doesn't.
  func rank(of title: String) -> Int? { names.firstIndex(of: title) }

  /// The number of its common names.
  var count: Int { names.count }

  /// A title in small letters and digits only.
  static func normalized(_ title: [UInt8]) -> String {
    String(decoding: title, as: UTF8.self).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
