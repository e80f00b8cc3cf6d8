import Foundation
import SiamFiles
import SiamCore

/// The format of a finished cache file: the pixels in dataset order, then a table of everything else, then a footer
/// with the table's position.
enum CachedImages {
  /// Everything but the pixels; the property names are the keys in the file.
  private struct Table: Codable {
    var key: CacheKey
    var side: Int
    var channels: Int
    var isInverted: Bool
    var fingerprint: String
    var groups: [String]
    var classes: [Item]
    /// Where the classes and splits come from; nil in files of version 1.
    var origin: LabelOrigin?
    var skipped: [Skipped]
    var skippedCount: Int
    /// The number of skipped files of each reason; nil in files of version 1.
    var reasons: [SkippedKind]?
    /// That the names of the files look like classes, which early versions of siam didn't store.
    var namesWarning: String?
    /// How the images are read, which early versions of siam didn't store.
    var notes: [String]?
    var otherFiles: [String: Int]?
    var repairedCount: Int?
    /// The number of files whose names were decoded as cp437; nil in files of earlier versions of siam.
    var guessedNames: Int?
    /// The survey of the files, which early versions of siam didn't store.
    var survey: FileSurvey?

    struct Item: Codable {
      var name: String
      var group: Int?
      var images: Int
      var side: String?
      var parts: PartCounts?
    }

    struct Skipped: Codable {
      var path: String
      var reason: String
    }
  }

  /// The length of the footer: the magic number, then the lengths of pixels and table and the table's fingerprint, 8
  /// bytes each.
  private static let footerBytes = 32
  private static let magic = Array("siamimg1".utf8)

  /// Appends the table and footer to the file of pixels, and sets the images' fingerprint.
  ///
  /// - Throws: `FileFailure` when the file can't be written, `CancellationError` when the task is cancelled.
  static func finish(
    _ images: inout ImageSet, at path: String, key: CacheKey, files: any FileSystem
  ) throws {
    let store = images.pixels
    let pixels = store.bytes
    let fingerprint = try Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.classIndex.classes, pixels: pixels
    ) {
      try Task.checkCancellation()
      store.releaseMemory()
    }
    images.fingerprint = fingerprint
    let table = Table(
      key: key, side: images.side, channels: images.channels.count, isInverted: images.isInverted,
      fingerprint: fingerprint, groups: images.classIndex.groups.map(\.name),
      classes: images.classIndex.classes.map { item in
        Table.Item(
          name: item.name, group: item.group, images: item.images.count,
          side: images.classIndex.splits[item.id.index]?.rawValue, parts: images.classIndex.partCounts[item.id.index])
      }, origin: images.classIndex.origin,
      skipped: images.problems.skipped.map { Table.Skipped(path: $0.path, reason: $0.reason) },
      skippedCount: images.problems.skippedCount, reasons: images.problems.kinds,
      namesWarning: images.problems.namesWarning, notes: images.problems.notes,
      otherFiles: images.problems.otherFiles, repairedCount: images.problems.repairedCount,
      guessedNames: images.problems.guessedNames, survey: images.survey)
    let json = Array(try JSONEncoder().encode(table))
    var footer = magic
    for word in [UInt64(pixels.count), UInt64(json.count), Fingerprint.of(json).value] {
      footer += word.littleEndianBytes
    }
    let file = try files.open(path, .append)
    try files.writeAll(json + footer, to: file)
  }

  /// Opens the images of a file; nil if they have another key or the file is damaged.
  ///
  /// - Throws: `FileFailure` when the file can't be read, `CancellationError` when the task is cancelled.
  static func open(_ path: String, key: CacheKey, files: any FileSystem) throws -> ImageSet? {
    let file = try files.open(path, .read)
    // A table that can't be decoded is damaged.
    guard let (json, pixelCount) = try tableText(of: file, files),
      let table = try? JSONDecoder().decode(Table.self, from: json), table.key == key, let images = images(table),
      // A library that was missing may have been installed.
      !Set(table.skipped.map(\.reason)).contains(where: ImageFormat.isOutdated)
    else { return nil }
    let pixels = try MappedFile(file, count: pixelCount, files: files)
    let values = images.channels.count * images.side * images.side
    guard (images.classIndex.classes.last?.images.upperBound ?? 0) * values == pixelCount else { return nil }
    let found = try Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.classIndex.classes, pixels: pixels.bytes
    ) {
      try Task.checkCancellation()
      pixels.releaseMemory()
    }
    guard found == table.fingerprint else { return nil }
    var whole = images
    whole.pixels = PixelStore(pixels)
    whole.fingerprint = found
    return whole
  }

  /// Reads the key of a file whose images have a fingerprint; nil if they have another or the file is damaged.
  ///
  /// - Throws: `FileFailure` when the file can't be read.
  static func key(of path: String, fingerprint: String, files: any FileSystem) throws -> CacheKey? {
    struct Head: Decodable {
      var key: CacheKey
      var fingerprint: String
    }
    // A table that can't be decoded is damaged.
    guard let (json, _) = try tableText(of: try files.open(path, .read), files),
      let head = try? JSONDecoder().decode(Head.self, from: json)
    else { return nil }
    return head.fingerprint == fingerprint ? head.key : nil
  }

  /// Reads the table of a file as JSON, and the number of bytes of pixels before it; nil if the file is damaged.
  private static func tableText(
    of file: OpenFile, _ files: any FileSystem
  ) throws(FileFailure) -> (json: Data, pixelCount: Int)? {
    let length = try files.length(of: file)
    guard length >= footerBytes else { return nil }
    let footer = try files.read(file, at: length - footerBytes, count: footerBytes)
    guard footer.count == footerBytes, footer.starts(with: magic) else { return nil }
    var reader = ByteReader(footer, at: magic.count)
    // Reading can't fail, as the footer has three numbers.
    guard let pixelCount = try? reader.integer(), let tableCount = try? reader.integer(),
      let tableFingerprint = try? reader.unsigned(), (0...length).contains(pixelCount),
      (0...length).contains(tableCount), pixelCount + tableCount + footerBytes == length
    else { return nil }
    let json = try files.read(file, at: pixelCount, count: tableCount)
    return Fingerprint.of(json).value == tableFingerprint ? (Data(json), pixelCount) : nil
  }

  /// Whether a name would be stored as it is today.
  private static func isTextOfName(_ name: String) -> Bool {
    !name.unicodeScalars.contains("\u{FFFD}") && NameText.text(of: Array(name.utf8)) == name
  }

  /// The images described by a table, without their pixels; nil if its names were stored by a version of siam
  /// that replaced bytes which are not UTF-8.
  private static func images(_ table: Table) -> ImageSet? {
    // Earlier versions of siam replaced what was not UTF-8 in a name.
    let names = table.groups + table.classes.map(\.name) + table.skipped.map(\.path)
    if table.guessedNames == nil, !names.allSatisfy(isTextOfName) { return nil }
    guard let channels = Channels(count: table.channels), table.side > 0 else { return nil }
    var classIndex = ClassIndex()
    for item in table.classes {
      if let group = item.group {
        guard group == classIndex.groups.count || group == classIndex.groups.count - 1,
          table.groups.indices.contains(group)
        else { return nil }
        if group == classIndex.groups.count { classIndex.addGroup(table.groups[group]) }
      }
      guard item.parts.map({ $0.isValid && $0.total == item.images }) ?? true else { return nil }
      classIndex.addClass(
        item.name, images: item.images, split: item.side.flatMap(Split.init(rawValue:)), parts: item.parts)
    }
    if let origin = table.origin { classIndex.origin = origin }
    var problems = DataProblems()
    problems.skipped = table.skipped.map { SkippedFile(path: $0.path, reason: $0.reason) }
    problems.skippedCount = table.skippedCount
    problems.kinds = table.reasons ?? []
    problems.namesWarning = table.namesWarning
    problems.notes = table.notes ?? []
    problems.otherFiles = table.otherFiles ?? [:]
    problems.repairedCount = table.repairedCount ?? 0
    problems.guessedNames = table.guessedNames ?? 0
    return ImageSet(
      side: table.side, channels: channels, isInverted: table.isInverted, classIndex: classIndex,
      problems: problems, survey: table.survey, pixels: PixelStore([]))
  }
}
