import Foundation
import SiamFiles
import SiamCore
import Testing

@testable import SiamData

/// The survey stored with cached images.
struct CachedSurveyTests {
  private let scratch: ScratchFolder
  private var options = DatasetOptions()

  init() throws {
    scratch = try ScratchFolder()
    options.side = 4
    options.holdOut = .last(0)
    options.cache = ImageCache(folder: scratch.path + "/cache")
  }

  private var path: String { scratch.path + "/set" }

  /// Writes an IDX dataset of slightly more than two chunks, with duplicates within and across classes.
  private func writeSet() throws {
    let pixels = (0..<2_100).flatMap { image in (0..<16).map { UInt8(truncatingIfNeeded: image % 2_090 * ($0 + 1)) } }
    try scratch.write("set/train-images-idx3-ubyte", IDXFile.of([2_100, 4, 4], pixels))
    try scratch.write("set/train-labels-idx1-ubyte", IDXFile.labels((0..<2_100).map { UInt8($0 % 3) }))
  }

  private func survey() throws -> DataSurvey { try Dataset.loadSurveyed(path: path, options: options).survey }

  private func cached(_ ending: String) throws -> URL {
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/cache")
    return URL(fileURLWithPath: scratch.path + "/cache/" + (try #require(names.first { $0.hasSuffix(ending) })))
  }

  private func uncachedSurvey() throws -> DataSurvey {
    var plain = options
    plain.cache = nil
    return try Dataset.loadSurveyed(path: path, options: plain).survey
  }

  @Test func `a survey is read from the cache of an earlier load`() throws {
    try writeSet()
    let files = try uncachedSurvey()
    #expect(files.images.count == 2_100 && files.duplicates.acrossClassesCount > 0)
    _ = try Dataset.load(path: path, options: options)
    let made = try cached(".images")
    let before = try Data(contentsOf: made)
    let counter = try OpenCounter(path + "/train-images-idx3-ubyte")
    #expect(try survey() == files)
    #expect(counter.count() == 0)
    #expect(try Data(contentsOf: made) == before)
  }

  @Test func `a survey after an interruption covers all files`() throws {
    try writeSet()
    let files = try uncachedSurvey()
    var left: [(url: URL, bytes: Data)] = []
    _ = try Dataset.load(path: path, options: options) { progress in
      guard case .reading(let count, _) = progress, count >= 1_024, left.isEmpty else { return }
      left = [".log", ".pixels"].compactMap { ending in
        (try? cached(ending)).flatMap { url in (try? Data(contentsOf: url)).map { (url, $0) } }
      }
    }
    try #require(left.count == 2)
    func remake(_ log: (Data) throws -> Data) throws {
      try FileManager.default.removeItem(at: cached(".images"))
      try log(left[0].bytes).write(to: left[0].url)
      try left[1].bytes.write(to: left[1].url)
      #expect(try survey() == files)
    }
    try remake { $0 }
    // Entries without facts, as early versions wrote them: their files are decoded again.
    try remake { log in
      let lines = log.split(separator: 0x0A)
      let stripped = try lines.dropFirst().map { line in try Self.without("facts", Data(line)) }
      #expect(stripped.count == 1)
      return ([Data(lines[0])] + stripped).reduce(Data()) { $0 + $1 + [0x0A] }
    }
  }

  @Test func `a cache without a survey is used for loading and rebuilt for a survey`() throws {
    try writeSet()
    let whole = try Dataset.load(path: path, options: options)
    let file = try cached(".images")
    // The pixels, the table without its survey, and a matching footer.
    let bytes = [UInt8](try Data(contentsOf: file))
    let pixelCount = 2_100 * 16
    let table = [UInt8](try Self.without("survey", Data(bytes[pixelCount..<bytes.count - 32])))
    let footer = [UInt64(pixelCount), UInt64(table.count), Fingerprint.of(table).value].flatMap(\.littleEndianBytes)
    let old = Data(bytes[..<pixelCount] + table + Array("siamimg1".utf8) + footer)
    try old.write(to: file, options: .atomic)
    #expect(try Dataset.load(path: path, options: options).fingerprint == whole.fingerprint)
    #expect(try Data(contentsOf: file) == old)
    let counter = try OpenCounter(path + "/train-images-idx3-ubyte")
    #expect(try survey() == uncachedSurvey())
    #expect(try Data(contentsOf: file) != old && counter.count() > 0)
  }

  @Test func `a cache file from before surveys were stored opens`() throws {
    var plan = ReadingPlan(DatasetOptions())
    plan.side = 4
    var key = CacheKey(path: "/tmp/oldcache/set", layout: "idx", plan: plan, signature: "e805fd342595ab7a")
    key.version = 1
    let path = fixtures + "/cache-without-survey.images"
    let images = try #require(try CachedImages.open(path, key: key, files: PosixFileSystem()))
    #expect(images.survey == nil && images.isInverted && images.fingerprint == "18f0e9a16dfbeeb0")
    #expect(images.classIndex.classes.map(\.name) == ["0", "1", "2"])
    #expect(Array(images.pixels.bytes) == (0..<96).map { ~UInt8(truncatingIfNeeded: $0 * 37) })
  }

  /// A JSON object without one of its keys, which must exist.
  private static func without(_ key: String, _ json: Data) throws -> Data {
    var object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    #expect(object.removeValue(forKey: key) != nil)
    return try JSONSerialization.data(withJSONObject: object)
  }
}
