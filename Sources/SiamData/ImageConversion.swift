/// The commands that convert images of formats that siam doesn't read to PNG, with ImageMagick.
enum ImageConversion {
  private static let start = "convert it (ImageMagick: "

  /// What to do about a file with an extension, as a reason to skip it says: a command for all such files below the
  /// current folder.
  static func remedy(ofExtension ending: String) -> String { "\(start)\(command([ending], in: ".")))" }

  /// Whether a remedy is to convert the file, and nothing else.
  static func isWhole(_ remedy: String) -> Bool { remedy.hasPrefix(start) }

  /// A reason to refuse a file, with the command that converts this file alone.
  static func reason(_ reason: String, forFile path: String) -> String {
    guard let found = reason.firstRange(of: start) else { return reason }
    // Of an image in layers or in several sizes, the first is the whole, or the largest.
    let isLayered = path.lastIndex(of: ".").map { layered.contains(path[path.index(after: $0)...].lowercased()) }
    return reason[..<found.upperBound] + "mogrify -format png \(quoted(path + (isLayered == true ? "[0]" : ""))))"
  }

  /// The command that converts all files with some extensions in a folder and in the folders below it.
  static func command(_ endings: [String], in folder: String) -> String {
    let endings = endings.map { $0.lowercased() }
    let tests = endings.map { "-iname '*.\($0)'" }.joined(separator: " -o ")
    let start = "find \(quoted(folder)) " + (endings.count > 1 ? "\\( \(tests) \\)" : tests)
    return endings.contains(where: layered.contains)
      ? "\(start) -exec mogrify -format png '{}[0]' \\;" : "\(start) -exec mogrify -format png {} +"
  }

  /// The extensions of files of several layers or sizes, each of which would become a file of its own.
  private static let layered = ImageFormat.photoshop.extensions + ImageFormat.icon.extensions

  /// An argument of a shell's command, in quotes if necessary.
  static func quoted(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
    return isPlain && !path.isEmpty && !path.hasPrefix("-") ? path : "'\(path.replacing("'", with: "'\\''"))'"
  }
}
