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
    var torn: [String]
    var skipped: [Skipped]
    var skippedCount: Int
    /// The number of files whose names were decoded as cp437; nil in files of earlier versions of siam.
    var guessedNames: Int?
    /// The survey of the files, which early versions of siam didn't store.
    var survey: FileSurvey?

    struct Item: Codable {
      var name: String
      var group: Int?
      var images: Int
      var side: String?
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
    let pixels = images.pixels.bytes
    let fingerprint = try Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.classIndex.classes, pixels: pixels,
      checkpoint: Task.checkCancellation)
    images.fingerprint = fingerprint
    let table = Table(
      key: key, side: images.side, channels: images.channels.count, isInverted: images.isInverted,
      fingerprint: fingerprint, groups: images.classIndex.groups.map(\.name),
      classes: zip(images.classIndex.classes, images.classIndex.splits).map { item, split in
        Table.Item(name: item.name, group: item.group, images: item.images.count, side: split?.rawValue)
      }, torn: images.conflicting,
      skipped: images.problems.skipped.map { Table.Skipped(path: $0.path, reason: $0.reason) },
      skippedCount: images.problems.skippedCount, guessedNames: images.problems.guessedNames, survey: images.survey)
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
    // A table that can't be decoded is damaged.
    guard Fingerprint.of(json).value == tableFingerprint,

      let table = try? JSONDecoder().decode(Table.self, from: Data(json)),
      table.key == key, let images = images(table)
    else { return nil }
    let pixels = try MappedFile(file, count: pixelCount, files: files)
    let values = images.channels.count * images.side * images.side
    guard (images.classIndex.classes.last?.images.upperBound ?? 0) * values == pixelCount else { return nil }
    let found = try Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.classIndex.classes, pixels: pixels.bytes,
      checkpoint: Task.checkCancellation)
    guard found == table.fingerprint else { return nil }
    var whole = images
    whole.pixels = PixelStore(pixels)
    whole.fingerprint = found
    return whole
  }

  /// Whether a name would be stored as it is today.
  private static func isTextOfName(_ name: String) -> Bool {
    !name.unicodeScalars.contains("\u{FFFD}") && NameText.text(of: Array(name.utf8)) == name
  }

  /// The images described by a table, without their pixels; nil if they are not described as they are today.
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
      classIndex.addClass(item.name, images: item.images, split: item.side.flatMap(Split.init(rawValue:)))
    }
    var problems = DataProblems()
    problems.skipped = table.skipped.map { SkippedFile(path: $0.path, reason: $0.reason) }
    problems.skippedCount = table.skippedCount
    problems.guessedNames = table.guessedNames ?? 0
    return ImageSet(
      side: table.side, channels: channels, isInverted: table.isInverted, classIndex: classIndex,
      conflicting: table.torn,
      problems: problems, survey: table.survey, pixels: PixelStore([]))
  }
}
