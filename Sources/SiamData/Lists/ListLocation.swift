import SiamCore
import SiamFiles

/// Finds lists: those of Caltech-UCSD Birds, a list among the images of a folder, and texts that are lists.
enum ListLocation {
  /// Opens the list at a path, or the list in a folder.
  static func source(at path: String, rules: LabelRules) throws(DataError) -> any ImageSource {
    if rules.columns == nil, let folder = CUBSource.folder(at: path) {
      return try CUBSource(folder: folder, root: rules.root)
    }
    if case .success(.folder) = FileBytes.kind(of: Array(path.utf8)) {
      guard let list = list(inFolder: path, rules) else {
        throw .wrongLayout(path: path, layout: .manifest, reason: "it is a folder without a list; give the list's path")
      }
      return try ManifestSource(path: list, rules: rules)
    }
    return try ManifestSource(path: path, rules: rules)
  }

  /// Whether a folder is read by the lists in it: its folders don't name the classes, or there are rules for lists.
  static func isNeeded(forFolder path: String, names: [[UInt8]], _ rules: LabelRules) -> Bool {
    if CUBSource.isOne(namesInFolder: names) { return true }
    guard listNames(names).count == 1, list(inFolder: path, rules) != nil else { return false }
    if !rules.ofLists.isEmpty { return true }
    // Images beside the list, or all in one folder without others.
    let folders = names.filter { !isHidden($0) && isFolder(path, $0) }
    switch folders.count {
    case 0: return true
    case 1:
      let inside = Array(path.utf8) + [0x2F] + folders[0]
      guard case .success(let names) = FileBytes.names(in: inside) else { return false }
      return !names.contains { name in
        guard case .success(.folder) = FileBytes.kind(of: inside + [0x2F] + name) else { return false }
        return !isHidden(name)
      }
    default: return false
    }
  }

  /// The only list in a folder, if it can be read.
  private static func list(inFolder path: String, _ rules: LabelRules) -> String? {
    guard case .success(let names) = FileBytes.names(in: Array(path.utf8)) else { return nil }
    let lists = listNames(names)
    guard lists.count == 1, let name = String(validating: lists[0], as: UTF8.self) else { return nil }
    let list = path + "/" + name
    // Another text that happens to be there.
    return rules.columns != nil || isList(list, root: rules.root) ? list : nil
  }

  private static func listNames(_ names: [[UInt8]]) -> [[UInt8]] {
    names.filter { !isHidden($0) && isNamedAsList($0) }
  }

  private static func isFolder(_ path: String, _ name: [UInt8]) -> Bool {
    guard case .success(.folder) = FileBytes.kind(of: Array(path.utf8) + [0x2F] + name) else { return false }
    return true
  }

  /// The first list in a folder, or nil.
  static func first(in path: String) -> String? {
    // A file, or a folder that can't be listed, holds no list.
    let names = (try? FileBytes.names(in: Array(path.utf8)).get()) ?? []
    return names.lazy.filter(isNamedAsList).prefix(100).map { path + "/" + String(decoding: $0, as: UTF8.self) }
      .first { isList($0) }
  }

  /// Whether a file's name ends like that of a list.
  static func isNamedAsList(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return [".csv", ".tsv", ".txt", ".lst", ".list", ".jsonl", ".ndjson"].contains(where: text.hasSuffix)
  }

  /// Whether a file is a list: its first line names known columns, or its lines name files.
  static func isList(_ path: String, root: String? = nil) -> Bool {
    // A file that can't be read as a list is none.
    guard let source = try? ManifestSource(path: path, rules: LabelRules(root: root)) else { return false }
    return source.isCertain
  }
}
