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
    // So does that of another line.
    if let other = reason.firstRange(of: " in line "), reason.hasPrefix("already listed") {
      reason = reason[..<other.lowerBound]
    }
    guard let cut = reason.firstRange(of: "; ") else { return (String(reason), nil) }
    return (String(reason[..<cut.lowerBound]), String(reason[cut.upperBound...]))
  }

  /// The extension of all examples, such as `webp`, if the remedy is to convert the files; nil otherwise.
  private var convertedEnding: String? {
    guard let remedy, ImageConversion.isWhole(remedy) else { return nil }
    let endings = Set(
      examples.map { path in
        path.lastIndex(of: ".").map { path[path.index(after: $0)...].lowercased() } ?? ""
      })
    guard let ending = endings.first, endings.count == 1, !ending.isEmpty,
      ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else { return nil }
    return ending
  }

  /// What to do about the files of data at a path: a command that converts all of them, if that is the remedy.
  func remedy(at path: String, _ layout: DataLayout) -> String? {
    guard convertedEnding != nil else { return remedy }
    return Self.remedies([self], at: path, layout).first
  }

  /// What to do about the files of some kinds, each remedy once, with one command for all conversions.
  static func remedies(_ kinds: [SkippedKind], at path: String, _ layout: DataLayout) -> [String] {
    var remedies: [String] = []
    let endings = kinds.compactMap(\.convertedEnding)
    if !endings.isEmpty {
      let command = ImageConversion.command(endings.uniqued, in: layout == .folder ? path : "FOLDER")
      switch layout {
      case .folder: remedies.append("convert them (ImageMagick): \(command)")
      case .manifest: remedies.append("convert them (ImageMagick: \(command)) and list the PNG files")
      default: remedies.append("unpack it and convert the files (ImageMagick): \(command)")
      }
    }
    remedies += kinds.filter { $0.convertedEnding == nil }.compactMap(\.remedy)
    return remedies.uniqued
  }

  /// The files and the reason: `a/0.png: empty`, or `3 × a camera raw file (a/0.nef, a/1.nef, b/0.nef)`.
  var summary: String {
    if count == 1, let example = examples.first { return "\(printable(example)): \(printable(reason))" }
    return "\(count) × \(printable(reason)) (\(naming(examples.map(printable), of: count, limit: Self.maxExamples)))"
  }

  /// One line: how many files, why, which, and what to do.
  var line: String {
    let paths = naming(examples.map(printable), of: count, limit: Self.maxExamples)
    // The command that converts them has the path of the data.
    let remedy = convertedEnding == nil ? remedy : "siam data prints the command that converts them"
    return "\(counted(count, "file")) skipped: \(printable(reason)) (\(paths))" + (remedy.map { "; \($0)" } ?? "")
  }
}

extension [String] {
  /// The texts without those that have occurred before.
  fileprivate var uniqued: [String] {
    var seen = Set<String>()
    return filter { seen.insert($0).inserted }
  }
}
