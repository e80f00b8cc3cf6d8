import Foundation
internal import SiamFiles
import SiamMessages

/// A finished file of a cache: the pixels in dataset order, then a table of what they are, then a foot that tells where
/// the table is.
enum CachedImages {
  /// Everything but the pixels.
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

  /// Eight bytes, then three little-endian words: bytes of pixels, bytes of the table, and the table's fingerprint.
  private static let footBytes = 32
  private static let magic = Array("siamimg1".utf8)

  /// Writes table and foot after the pixels that are in the file, and gives the images their fingerprint.
  static func finish(
    _ images: inout ImageSet, at path: String, key: CacheKey, files: any FileLayer
  ) throws(FileFailure) {
    let pixels = images.pixels.bytes
    let fingerprint = Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.arranged.classes, pixels: pixels)
    images.fingerprint = fingerprint
    let table = Table(
      key: key, side: images.side, channels: images.channels.count, isInverted: images.isInverted,
      fingerprint: fingerprint, groups: images.arranged.groups.map(\.name),
      classes: zip(images.arranged.classes, images.arranged.sides).map { item, side in
        Table.Item(name: item.name, group: item.group, images: item.images.count, side: side?.rawValue)
      }, torn: images.torn,
      skipped: images.problems.skipped.map { Table.Skipped(path: $0.path, reason: $0.reason) },
      skippedCount: images.problems.skippedCount)
    let json = Array((try? JSONEncoder().encode(table)) ?? Data())
    var foot = magic
    for word in [UInt64(pixels.count), UInt64(json.count), Fingerprint.of(json).value] {
      foot += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    let file = try files.open(path, .append)
    try files.writeAll(json + foot, to: file)
  }

  /// The images of a file; nil where they are of another key, or anything in it is not as it was written.
  static func open(_ path: String, key: CacheKey, files: any FileLayer) throws(FileFailure) -> ImageSet? {
    let file = try files.open(path, .read)
    let length = try files.length(of: file)
    guard length >= footBytes else { return nil }
    let foot = try files.read(file, at: length - footBytes, count: footBytes)
    guard foot.count == footBytes, foot.starts(with: magic) else { return nil }
    // Little-endian, eight bytes each.
    let words = (0..<3).map { index -> UInt64 in
      let start = foot.startIndex + 8 + 8 * index
      return foot[start..<start + 8].reversed().reduce(into: 0) { word, byte in word = word << 8 | UInt64(byte) }
    }
    guard let pixelCount = Int(exactly: words[0]), let tableCount = Int(exactly: words[1]),
      pixelCount <= length, tableCount <= length, pixelCount + tableCount + footBytes == length
    else { return nil }
    let json = try files.read(file, at: pixelCount, count: tableCount)
    guard Fingerprint.of(json).value == words[2], let table = try? JSONDecoder().decode(Table.self, from: Data(json)),
      table.key == key, let images = images(table)
    else { return nil }
    let pixels = try MappedFile(file, count: pixelCount, files: files)
    let values = images.channels.count * images.side * images.side
    guard (images.arranged.classes.last?.images.upperBound ?? 0) * values == pixelCount else { return nil }
    let found = Fingerprint.of(
      side: images.side, channels: images.channels, classes: images.arranged.classes, pixels: pixels.bytes)
    guard found == table.fingerprint else { return nil }
    var whole = images
    whole.pixels = PixelStore(pixels)
    whole.fingerprint = found
    return whole
  }

  /// What a table tells, without pixels.
  private static func images(_ table: Table) -> ImageSet? {
    guard let channels = Channels(count: table.channels), table.side > 0 else { return nil }
    var arranged = ArrangedClasses()
    for item in table.classes {
      if let group = item.group {
        guard group == arranged.groups.count || group == arranged.groups.count - 1, table.groups.indices.contains(group)
        else { return nil }
        if group == arranged.groups.count { arranged.addGroup(table.groups[group]) }
      }
      arranged.addClass(item.name, images: item.images, side: item.side.flatMap(Side.init(rawValue:)))
    }
    var problems = DataProblems()
    problems.skipped = table.skipped.map { SkippedFile(path: $0.path, reason: $0.reason) }
    problems.skippedCount = table.skippedCount
    return ImageSet(
      side: table.side, channels: channels, isInverted: table.isInverted, arranged: arranged, torn: table.torn,
      problems: problems, pixels: PixelStore([]))
  }
}
