import Foundation
import SiamCore
import SiamFiles
import Testing

@testable import SiamData

/// Names that are not UTF-8, in archives, folders and lists.
struct NameEncodingTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The contents of images of two classes.
  private let images = smallTree(groups: [nil], classes: ["a", "b"], images: 2).map(\.contents)

  private func zip(_ names: [[UInt8]], utf8: Bool = false) -> ZipFile {
    var zip = ZipFile()
    zip.isUTF8 = utf8
    for (number, name) in names.enumerated() {
      for image in 0..<2 { zip.entries.append((name + Array("/\(image).png".utf8), images[number % 2 * 2 + image])) }
    }
    return zip
  }

  private func classes(_ path: String, names encoding: String? = nil, cache: ImageCache? = nil) throws -> [String] {
    var options = DatasetOptions(holdOut: .last(0))
    options.nameEncoding = try encoding.map { try #require(NameEncoding(argument: $0)) }
    options.cache = cache
    return try Dataset.load(path: path, options: options).classes.map(\.name)
  }

  // 猫, 犬, 鳥 in Shift-JIS; Äpfel, Größe in cp437.
  private let japanese: [[UInt8]] = [[0x94, 0x4C], [0x8C, 0xA2], [0x92, 0xB9]]
  private let german: [[UInt8]] = [[0x8E] + Array("pfel".utf8), Array("Gr".utf8) + [0x94, 0xE1, 0x65]]

  @Test func `names in a zip that are not UTF-8 are cp437, or in the given encoding`() throws {
    let old = try scratch.write("old.zip", zip(german).bytes)
    #expect(try classes(old) == ["Größe", "Äpfel"])
    let shifted = try scratch.write("sjis.zip", zip(japanese).bytes)
    #expect(try Set(classes(shifted, names: "cp932")) == ["猫", "犬", "鳥"])
    #expect(try Set(classes(shifted, names: "Shift_JIS")) == ["猫", "犬", "鳥"])
    #expect(try Set(classes(shifted)).count == 3)
    let unmarked = try scratch.write("mac.zip", zip(["猫", "犬"].map { Array($0.utf8) }).bytes)
    #expect(try Set(classes(unmarked)) == ["猫", "犬"])
    let problems = try Dataset.load(path: shifted, options: DatasetOptions(holdOut: .last(0))).problems
    #expect(problems.lines.contains { $0.contains("6 files") && $0.contains("cp437") && $0.contains("--names cp932") })
    #expect(try Dataset.load(path: unmarked, options: DatasetOptions(holdOut: .last(0))).problems.lines.isEmpty)
  }

  @Test func `names that are marked as UTF-8 stay so beside those of another encoding`() throws {
    // The GBK name of 衣 is also the UTF-8 name of a Greek letter, and the mark decides.
    var both = zip([[0xD2, 0xC2]])
    both.entries += zip([[0xD2, 0xC2] + Array("2".utf8)]).entries
    #expect(try Set(classes(scratch.write("gbk.zip", both.bytes), names: "gbk")) == ["衣", "衣2"])
    let marked = try scratch.write("marked.zip", zip(["\u{482}", "猫"].map { Array($0.utf8) }, utf8: true).bytes)
    #expect(try Set(classes(marked, names: "gbk")) == ["\u{482}", "猫"])
  }

  @Test func `a name that is not text in the encoding is shown by its bytes`() throws {
    let path = try scratch.write("bad.zip", zip([[0xFF, 0xFF], [0x94, 0x4C]]).bytes)
    #expect(try Set(classes(path, names: "cp932")) == ["%FF%FF", "猫"])
  }

  @Test func `names in a tar and a folder are shown by their bytes, or in the given encoding`() throws {
    var tar = TarFile()
    let folder = scratch.path + "/tree"
    for (number, name) in [Array("caf".utf8) + [0xE9], Array("th".utf8) + [0xE9]].enumerated() {
      try #require(FileBytes.withCPath(Array("\(folder)".utf8)) { mkdir($0, 0o755) } == 0 || number > 0)
      try #require(FileBytes.withCPath(Array("\(folder)/".utf8) + name) { mkdir($0, 0o755) } == 0)
      for image in 0..<2 {
        let (file, bytes) = (name + Array("/\(image).png".utf8), images[number * 2 + image])
        tar.add(file, bytes)
        let opened = FileBytes.withCPath(Array("\(folder)/".utf8) + file) { open($0, O_CREAT | O_WRONLY, 0o644) }
        try #require(opened >= 0 && write(opened, bytes, bytes.count) == bytes.count && close(opened) == 0)
      }
    }
    let packed = try scratch.write("t.tar", tar.closed)
    for path in [packed, folder] {
      #expect(try classes(path) == ["caf%E9", "th%E9"])
      #expect(try classes(path, names: "latin1") == ["café", "thé"])
    }
    var options = DatasetOptions(holdOut: HoldOut(argument: "th%E9"))
    options.toleratesFewClasses = true
    #expect(try Dataset.load(path: folder, options: options).split.validation == ["th%E9"])
    let support = try SupportFolder.load(path: folder, side: 8)
    #expect(support.classes.map(\.name) == ["caf%E9", "th%E9"])
  }

  @Test func `the encoding is part of the cache's key and of the summary`() throws {
    let cache = ImageCache(folder: scratch.path + "/cache")
    let path = try scratch.write("sjis.zip", zip(japanese).bytes)
    for _ in 0..<2 {
      #expect(try Set(classes(path, names: "cp932", cache: cache)) == ["猫", "犬", "鳥"])
      #expect(try Set(classes(path, cache: cache)) == ["öL", "îó", "Æ╣"])
    }
    var options = DatasetOptions(holdOut: .last(0))
    options.cache = cache
    let summary = try Dataset.load(path: path, options: options).summary
    #expect(summary.nameEncoding == nil)
    #expect(try Dataset.load(path: path, options: options).problems.guessedNames == 6, "cached with the images")
    options.nameEncoding = NameEncoding(argument: "cp932")
    let given = try Dataset.load(path: path, options: options).summary
    let stored = try JSONDecoder().decode(DataSummary.self, from: JSONEncoder().encode(given))
    #expect(stored.nameEncoding == "cp932" && stored == given)
  }

  @Test func `a cache of an earlier version with replaced names is built again`() throws {
    var tar = TarFile()
    for number in 0..<4 { tar.add([0xE9, UInt8(0x61 + number / 2)] + Array("/\(number).png".utf8), images[number]) }
    let path = try scratch.write("t.tar", tar.closed)
    let cache = ImageCache(folder: scratch.path + "/cache")
    #expect(try classes(path, cache: cache) == ["%E9a", "%E9b"])
    let file = try #require(try FileManager.default.contentsOfDirectory(atPath: cache.folder).first)
    let url = URL(fileURLWithPath: cache.folder + "/" + file)
    let bytes = [UInt8](try Data(contentsOf: url))
    let pixelCount = 4 * 28 * 28
    let object = try JSONSerialization.jsonObject(with: Data(bytes[pixelCount..<bytes.count - 32]))
    var table = try #require(object as? [String: Any])
    #expect(table.removeValue(forKey: "guessedNames") != nil)
    let earlier = [UInt8](try JSONSerialization.data(withJSONObject: table))
    let footer = [UInt64(pixelCount), UInt64(earlier.count), Fingerprint.of(earlier).value].flatMap(\.littleEndianBytes)
    try Data(bytes[..<pixelCount] + earlier + Array("siamimg1".utf8) + footer).write(to: url)
    #expect(try classes(path, cache: cache) == ["%E9a", "%E9b"])
    let rebuilt = [UInt8](try Data(contentsOf: url))
    #expect(String(decoding: rebuilt[pixelCount...], as: UTF8.self).contains("guessedNames"))
  }

  @Test func `a list's classes are decoded too`() throws {
    for (number, bytes) in images.enumerated() { try scratch.write("\(number).png", bytes) }
    var csv = Array("path,class\n".utf8)
    for number in 0..<4 { csv += Array("\(number).png,".utf8) + japanese[number / 2] + [0x0A] }
    let path = try scratch.write("list.csv", csv)
    #expect(try Set(classes(path, names: "cp932")) == ["猫", "犬"])
    #expect(try Set(classes(path)) == ["%94L", "%8C%A2"])
  }

  @Test(
    arguments: ["cp932", "shift_jis", "SJIS", "gbk", "GB2312", "big5", "euc-kr", "latin1", "ISO-8859-1", "koi8-r"])
  func `an encoding with ASCII is known`(name: String) { #expect(NameEncoding(argument: name) != nil) }

  @Test(arguments: ["", "klingon", "utf-16", "UTF-32LE", "ucs-2", "IBM037", "cp932//IGNORE", "a b", "é"])
  func `any other encoding is rejected`(name: String) { #expect(NameEncoding(argument: name) == nil) }

  @Test func `the table of cp437 has a character for every byte`() {
    let text = String(decoding: CP437.utf8((0..<256).map { UInt8($0) }), as: UTF8.self)
    #expect(text.unicodeScalars.count == 256 && Set(text.unicodeScalars).count == 256)
    #expect(text.unicodeScalars.dropFirst(0x80).first == "Ç" && text.unicodeScalars.last == "\u{A0}")
  }
}
