import Dispatch
import Foundation
import SiamCore
import Synchronization
import Testing

@testable import SiamData

/// The cache of decoded images.
struct ImageCacheTests {
  private let scratch: ScratchFolder
  private let options: DatasetOptions

  init() throws {
    scratch = try ScratchFolder()
    var options = DatasetOptions()
    options.side = 4
    options.holdOut = .last(0)
    options.cache = ImageCache(folder: scratch.path + "/cache/images")
    self.options = options
  }

  /// Writes an IDX dataset of slightly more than three chunks, in three classes.
  private static let count = 3_100

  private func writeSet(_ values: (Int) -> UInt8 = { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }) throws {
    let pixels = (0..<Self.count * 16).map(values)
    try scratch.write("set/train-images-idx3-ubyte", IDXFile.of([Self.count, 4, 4], pixels))
    try scratch.write("set/train-labels-idx1-ubyte", IDXFile.labels((0..<Self.count).map { UInt8($0 % 3) }))
  }

  private var path: String { scratch.path + "/set" }

  private func load(_ progress: ((LoadingProgress) -> Void)? = nil) throws -> Dataset {
    try Dataset.load(path: path, options: options, progress: progress)
  }

  private var cached: [String] { cached(".images") }

  private func cached(_ ending: String) -> [String] {
    let folder = scratch.path + "/cache/images"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(ending) }
      .map { folder + "/" + $0 }
  }

  /// Overwrites a file and restores its modification time.
  private func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws {
    let time = try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: UInt64(offset))
    try file.write(contentsOf: Data(bytes))
    try file.close()
    try FileManager.default.setAttributes([.modificationDate: try #require(time)], ofItemAtPath: path)
  }

  /// Sets a file's modification time to whole seconds, which can be restored exactly.
  private func settleTime(of path: String) throws {
    let date = Date(timeIntervalSince1970: 1_700_000_000)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path)
  }

  private var images: String { path + "/train-images-idx3-ubyte" }

  private func same(_ one: Dataset, _ other: Dataset) -> Bool {
    one.fingerprint == other.fingerprint && Array(one.pixels.bytes) == Array(other.pixels.bytes)
      && one.classes == other.classes && one.groups == other.groups && one.isInverted == other.isInverted
      && one.problems == other.problems && one.training == other.training
  }

  @Test func `cached images equal those from the files`() throws {
    try writeSet()
    try settleTime(of: images)
    var plain = options
    plain.cache = nil
    let decoded = try Dataset.load(path: path, options: plain)
    let first = try load()
    #expect(same(first, decoded))
    #expect(cached.count == 1 && cached("").count == 1)
    // The files no longer hold these images.
    try overwrite(images, at: 16, with: [UInt8](repeating: 9, count: Self.count * 16))
    #expect(same(try load(), decoded))
    // The first dataset is still valid although its file was replaced.
    #expect(Array(first.pixels.bytes) == Array(decoded.pixels.bytes))
  }

  @Test func `problems and splits of folders are cached too`() throws {
    for (name, contents) in smallTree(groups: ["A", "B"], classes: ["a", "b"], images: 3) {
      try scratch.write("set/" + name, contents)
    }
    try scratch.write("set/A/a/broken.png", [1, 2, 3])
    try scratch.write("set/loose.png", [1])
    var held = options
    held.holdOut = .last(1)
    let first = try Dataset.load(path: path, options: held)
    let second = try Dataset.load(path: path, options: held)
    #expect(same(first, second) && second.validation.count == 2)
    #expect(second.problems.skippedCount == 2 && second.problems == first.problems)
    // Another split uses the same cached images.
    held.holdOut = .named(["A"])
    #expect(try Dataset.load(path: path, options: held).validation == [ClassID(0), ClassID(1)])
    #expect(cached.count == 1)
  }

  @Test func `changed files and other reading options are decoded again`() throws {
    try writeSet()
    let first = try load()
    try writeSet { UInt8(truncatingIfNeeded: $0 &* 40_503 >> 5) }
    let changed = try load()
    #expect(changed.fingerprint != first.fingerprint)
    #expect(cached.count == 1)
    var smaller = options
    smaller.side = 3
    #expect(try Dataset.load(path: path, options: smaller).width == 3)
    #expect(cached.count == 2)
    #expect(same(try load(), changed))
  }

  @Test func `a damaged file is replaced`() throws {
    try writeSet()
    let whole = try load()
    let file = try #require(cached.first)
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    // A byte of the pixels, of the table and of each part of the footer.
    let table = Self.count * 16
    for offset in [0, 7_001, table - 1, table, table + 30, bytes.count - 33] + (1...32).map({ bytes.count - $0 }) {
      var damaged = bytes
      damaged[offset] ^= 0x11
      // A new file of that name: the mapped one must not be written to.
      try Data(damaged).write(to: URL(fileURLWithPath: file), options: .atomic)
      #expect(same(try load(), whole), "byte \(offset)")
    }
    for length in [0, 1, 31, 32, 500, table, bytes.count - 1] {
      try Data(bytes.prefix(length)).write(to: URL(fileURLWithPath: file), options: .atomic)
      #expect(same(try load(), whole), "\(length) bytes")
    }
    #expect([UInt8](try Data(contentsOf: URL(fileURLWithPath: file))).count == bytes.count)
  }

  /// The files that a killed process leaves: their contents while it decodes.
  private func interrupted() throws -> [(name: String, bytes: Data)] {
    var left: [(name: String, bytes: Data)] = []
    for name in cached("") { try FileManager.default.removeItem(atPath: name) }
    _ = try load { progress in
      guard case .reading(let files, _) = progress, files >= 2_048, left.isEmpty else { return }
      left = (cached(".log") + cached(".pixels")).compactMap { name in
        (try? Data(contentsOf: URL(fileURLWithPath: name))).map { (name, $0) }
      }
    }
    for name in cached("") { try FileManager.default.removeItem(atPath: name) }
    return left
  }

  @Test func `an interrupted build resumes without decoding files again`() throws {
    try writeSet()
    try settleTime(of: images)
    let whole = try load()
    let left = try interrupted()
    #expect(left.count == 2)
    for (name, bytes) in left { try bytes.write(to: URL(fileURLWithPath: name)) }
    // The files no longer hold the first two chunks; the rest must come from them.
    try overwrite(images, at: 16, with: [UInt8](repeating: 9, count: 2_048 * 16))
    #expect(same(try load(), whole))
    #expect(cached("").count == 1)
  }

  @Test func `a truncated log or pixel file is resumed, and the damaged part decoded again`() throws {
    try writeSet()
    let whole = try load()
    let left = try interrupted()
    for share in stride(from: 0.0, through: 1, by: 0.1) {
      for damagedIndex in left.indices {
        for (offset, (name, bytes)) in left.enumerated() {
          let part = offset == damagedIndex ? bytes.prefix(Int(Double(bytes.count) * share)) : bytes
          try part.write(to: URL(fileURLWithPath: name))
        }
        let isSame = same(try load(), whole)
        #expect(isSame, "\(left[damagedIndex].name) cut at \(share)")
        for name in cached("") { try FileManager.default.removeItem(atPath: name) }
      }
    }
    // The pixels of another attempt.
    for (name, bytes) in left { try Data(bytes.map { $0 ^ 1 }).write(to: URL(fileURLWithPath: name)) }
    #expect(same(try load(), whole))
  }

  @Test func `two processes that start together decode once`() throws {
    try writeSet()
    let waited = Atomic(0)
    let prints = Mutex<[String]>([])
    let (path, options) = (path, options)
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let data = try? Dataset.load(path: path, options: options) { progress in
        if progress == .waiting { waited.add(1, ordering: .relaxed) }
      }
      prints.withLock { $0.append(data?.fingerprint ?? "none") }
    }
    let found = prints.withLock { $0 }
    #expect(found.count == 4 && Set(found).count == 1 && found.first != "none")
    #expect(cached("").count == 1)
    #expect(waited.load(ordering: .relaxed) <= 3)
  }

  @Test func `without a writable cache, images are decoded into memory and a problem is reported`() throws {
    try writeSet()
    try scratch.write("file", [1])
    var blocked = options
    blocked.cache = ImageCache(folder: scratch.path + "/file/cache")
    var plain = options
    plain.cache = nil
    let data = try Dataset.load(path: path, options: blocked)
    #expect(try data.fingerprint == Dataset.load(path: path, options: plain).fingerprint)
    #expect(data.problems.uncached == scratch.path + "/file/cache: not a folder")
    #expect(data.problems.lines.last?.contains("--no-cache") == true)
  }

  @Test func `data that can't be used leaves nothing in the cache`() throws {
    try scratch.write("set/a/0.png", [1, 2, 3])
    #expect(throws: DataError.self) { try load() }
    #expect(cached("").isEmpty)
  }

  @Test func `the folder is set by the environment`() {
    #expect(ImageCache(environment: ["SIAM_CACHE": "/c", "HOME": "/h"]).folder == "/c")
    #expect(ImageCache(environment: ["XDG_CACHE_HOME": "/x", "HOME": "/h"]).folder == "/x/siam/images")
    #expect(ImageCache(environment: ["XDG_CACHE_HOME": "x", "HOME": "/h"]).folder == "/h/.cache/siam/images")
  }
}
