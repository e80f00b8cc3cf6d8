import SiamCore

/// The files that could not be used for the same reason. The property names are keys in the cache's files.
public struct SkippedKind: Codable, Equatable, Sendable {
  /// The reason, in a few words.
  public var reason: String
  /// What to do about it, or nil if the reason says nothing about that.
  public var remedy: String?
  /// The number of files.
  public var count: Int
  /// The paths of the first few.
  public var examples: [String]

  /// The maximum number of examples.
  static let maxExamples = 3

  /// Splits the reason of a file, such as `a GIF file; convert it to PNG or JPEG`, into what is wrong and what to do.
  ///
  /// The number of a line, which differs from file to file, is removed.
  static func split(_ reason: String) -> (reason: String, remedy: String?) {
    var reason = reason[...]
    if reason.hasPrefix("line "), let colon = reason.firstIndex(of: ":"),
      reason[reason.index(reason.startIndex, offsetBy: 5)..<colon].allSatisfy(\.isNumber)
    {
      reason = reason[reason.index(after: colon)...].drop { $0 == " " }
    }
    guard let cut = reason.firstRange(of: "; ") else { return (String(reason), nil) }
    return (String(reason[..<cut.lowerBound]), String(reason[cut.upperBound...]))
  }

  /// The extension that all examples have, such as `.webp`, or nil.
  private var ending: String? {
    let endings = Set(
      examples.map { path in
        path.lastIndex(of: ".").map { path[$0...].lowercased() } ?? ""
      })
    guard let ending = endings.first, endings.count == 1, ending.count > 1,
      ending.dropFirst().allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    return ending
  }

  /// What to do about the files: a command that converts all of them, if that is the remedy and they are in `folder`.
  public func remedy(in folder: String?) -> String? {
    guard let remedy, remedy.hasPrefix("convert it"), let ending else { return remedy }
    guard let folder else { return "unpack it, and convert the files: magick mogrify -format png *\(ending)" }
    let quoted =
      folder.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) }
      ? folder : "'\(folder.replacing("'", with: "'\\''"))'"
    return "convert them: find \(printable(quoted)) -iname '*\(ending)' -exec magick mogrify -format png {} +"
  }

  /// One line: how many files, why, which, and what to do.
  var line: String {
    let paths = naming(examples.map(printable), of: count, limit: Self.maxExamples)
    return "\(counted(count, "file")) skipped: \(printable(reason)) (\(paths))" + (remedy.map { "; \($0)" } ?? "")
  }
}
