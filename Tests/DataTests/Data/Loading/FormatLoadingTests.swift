import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Folders and archives of files with any names, of any format, beside other files.
struct FormatLoadingTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private var options: DatasetOptions {
    var options = DatasetOptions(holdOut: .last(0))
    options.side = 8
    options.toleratesFewClasses = true
    return options
  }

  private static func fixture(_ name: String) throws -> [UInt8] {
    let ending = String(name.split(separator: ".").last ?? "")
    return try #require(RecordedImage.all(ending).first { $0.name == name }).bytes()
  }

  /// Images under names that say nothing, or something wrong, and other files.
  private static func tree() throws -> [(name: String, contents: [UInt8])] {
    let stray =
      Array(try fixture("444.jpg").dropLast(2) as ArraySlice) + [UInt8](repeating: 3, count: 60) + [0xFF, 0xD9]
    return [
      ("a/d41d8cd98f", try fixture("420.jpg")), ("a/1.jpg_large", try fixture("444.jpg")),
      ("a/2.jpg!d", stray), ("a/3.jpg", try fixture("rgb-8.png")), ("b/4.png", try fixture("gif-palette.gif")),
      ("b/5", try fixture("bmp-24.bmp")), ("b/6.jpeg", try fixture("pnm-6.pnm")), ("b/7.txt", try fixture("pnm-2.pnm")),
      ("b/8.data", Array("hello".utf8)), ("b/9.jpg", Array("<html>not found</html>".utf8)),
      ("b/notes.txt", Array("hello".utf8)), ("README", Array("images".utf8)), ("a/Thumbs.db", [1, 2, 3]),
      ("index.html", Array("<html>an index</html>".utf8)), ("b/raw.NEF", [0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8]),
    ]
  }

  private func check(_ path: String, _ options: DatasetOptions) throws {
    let data = try Dataset.load(path: path, options: options)
    #expect(data.classes.map { $0.images.count } == [4, 4])
    #expect(data.problems.otherFiles == [".txt": 1, "README": 1, "Thumbs.db": 1, ".html": 1])
    #expect(data.problems.repairedCount == 1)
    #expect(
      data.problems.skipped.map(\.description).sorted() == [
        "b/8.data: not an image", "b/9.jpg: a web page, not an image; download it again",
        "b/raw.NEF: a camera raw file; "
          + "convert it (ImageMagick: find . -iname '*.nef' -exec mogrify -format png {} +)",
      ])
    #expect(
      data.problems.lines.suffix(2) == [
        "1 JPEG file read despite stray bytes or a missing end mark; no pixel is missing",
        "4 other files ignored: 1 .html, 1 .txt, 1 README and 1 Thumbs.db",
      ] || data.problems.lines.suffix(2).first?.hasPrefix("1 JPEG file read despite") == true)
  }

  @Test func `files in a folder are known by their contents, and others are counted by kind`() throws {
    for file in try Self.tree() { try scratch.write("tree/" + file.name, file.contents) }
    try check(scratch.path + "/tree", options)
  }

  @Test func `files in a zip and a tar are known by their contents, and others are counted by kind`() throws {
    var (zip, tar) = (ZipFile(), TarFile())
    for file in try Self.tree() {
      zip.add(file.name, file.contents)
      tar.add(file.name, file.contents)
    }
    try check(scratch.write("tree.zip", zip.bytes), options)
    try check(scratch.write("tree.tar", tar.closed), options)
  }

  @Test func `the cache remembers what was repaired and ignored`() throws {
    for file in try Self.tree() { try scratch.write("tree/" + file.name, file.contents) }
    var cached = options
    cached.cache = ImageCache(folder: scratch.path + "/cache")
    for _ in 0..<2 { try check(scratch.path + "/tree", cached) }
  }

  @Test func `a spool's entry keeps which files were repaired`() throws {
    let jpeg = try Self.fixture("444.jpg")
    let files = [jpeg, Array(jpeg.dropLast(2)), [1, 2, 3]].map { SourceFile(path: [[0x61]], contents: .bytes($0)) }
    let chunk = try DecodedChunk(files, side: 4, channels: .grey, isSurveyed: true)
    let repaired = chunk.outcomes.map { outcome in
      if case .image(_, _, let isRepaired) = outcome { return isRepaired }
      return false
    }
    #expect(repaired == [false, true, false])
    #expect(SpoolEntry(chunk).decoded == chunk.outcomes)
  }

  @Test func `an image file is opened once, and of another file only the start is read`() throws {
    let image = try scratch.write("tree/a/0", try Self.fixture("420.jpg"))
    let other = try scratch.write("tree/a/notes", [UInt8](repeating: 65, count: 100_000))
    for path in [image, other] {
      let counter = try OpenCounter(path)
      _ = try? Dataset.load(path: scratch.path + "/tree", options: options)
      // Once more to detect the layout, and by the sample of the first files, where size or channels are detected.
      #expect(counter.count() <= 3)
    }
    let start = try FileBytes.contents(of: Array(other.utf8), limit: 1 << 20, whereStart: { _ in false }).get()
    #expect(start.count == FileBytes.startBytes)
    let whole = try FileBytes.contents(of: Array(other.utf8), limit: 1 << 20, whereStart: { _ in true }).get()
    #expect(whole.count == 100_000)
  }

  @Test func `a folder of other files alone says what they are`() throws {
    try scratch.write("tree/a/1.txt", [65])
    try scratch.write("tree/a/2.txt", [65])
    try scratch.write("tree/README", [65])
    let error = #expect(throws: DataError.self) {
      try Dataset.load(path: scratch.path + "/tree", options: options)
    }
    #expect(
      error?.description.hasSuffix(
        "/tree: no images found, only 2 .txt, 1 README; expected image files in class/ or group/class/") == true)
  }

  @Test func `support sets, queries and single files are read whatever their names`() throws {
    for (name, contents) in [
      ("cat/1", try Self.fixture("pnm-5.pnm")), ("cat/2.jpg_large", try Self.fixture("444.jpg")),
      ("dog/1.png", try Self.fixture("bmp-24.bmp")), ("dog/notes", Array("text".utf8)),
      ("dog/page.html", Array("<html>".utf8)),
    ] { try scratch.write("support/" + name, contents) }
    let support = try SupportFolder.load(path: scratch.path + "/support", side: 8)
    #expect(
      support.classes.map(\.images.count) == [2, 1] && support.skipped.map(\.path) == ["dog/notes", "dog/page.html"])
    let images = QueryImage.read([scratch.path + "/support"], side: 8, inverted: false)
    #expect(images.map { $0.path.split(separator: "/").last } == ["1", "2.jpg_large", "1.png"])
    #expect(images.allSatisfy { $0.pixels != nil })
    #expect(try ImageFile.read(path: scratch.path + "/support/cat/1", side: 8).fileWidth == 13)
  }
}
