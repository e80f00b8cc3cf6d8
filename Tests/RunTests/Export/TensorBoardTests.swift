import Foundation
import SiamCore
import Testing

@testable import SiamExport

/// Event files for TensorBoard.
@Suite struct TensorBoardTests {
  /// Returns a uniform grey image of 4 × 4 pixels for images 0 to 2, each of another brightness; image 3 is missing.
  @Sendable private static func image(_ id: ImageID) -> DatasetImage? {
    guard id.index < 3 else { return nil }
    return DatasetImage(
      id: id, className: "square", width: 4, height: 4, pixels: Array(repeating: UInt8(50 * (id.index + 1)), count: 16))
  }

  private static func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = try SampleEvents.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }

  private static func write(_ events: [TrainingEvent], to folder: URL) throws {
    var log = try TensorBoardLog(
      folder: folder.path, clock: .training(since: Date(timeIntervalSince1970: 1_000)), pictures: image)
    for event in events { try log.record(event) }
  }

  private static func written(_ events: [TrainingEvent]) throws -> [EventRecord] {
    try inFolder { folder in
      try write(events, to: folder)
      return try EventFileReader.events(in: folder)
    }
  }

  /// The vectors of RFC 3720, appendix B.4, and CRC-32C's well-known check value.
  private static let vectors: [(bytes: [UInt8], sum: UInt32)] = [
    (Array(repeating: 0, count: 32), 0x8A91_36AA),
    (Array(repeating: 0xFF, count: 32), 0x62A8_AB43),
    (Array(0..<32), 0x46DD_794E),
    (Array((0..<32).reversed()), 0x113F_DB5C),
    (Array("123456789".utf8), 0xE306_9283),
  ]

  @Test func `the checksum is Castagnoli's`() {
    for (bytes, sum) in Self.vectors { #expect(CRC32C.checksum(bytes) == sum) }
  }

  @Test func `a change to any byte of a record is detected`() throws {
    let record = EventFile.record(TensorBoardEvent(wallTime: 1, step: 7, content: .fileVersion("")).encoded())
    #expect(try EventFileReader.events(record).map(\.step) == [7])
    for index in record.indices {
      var changed = record
      changed[index] ^= 1
      #expect(throws: EventFileReader.FormatError.self) { try EventFileReader.events(changed) }
    }
  }

  @Test func `a file begins with its version and has a name that TensorBoard finds`() throws {
    try Self.inFolder { folder in
      #expect(!TensorBoardLog.exists(in: folder.path))
      try Self.write([], to: folder)
      let events = try EventFileReader.events(in: folder)
      #expect(events.map(\.fileVersion) == ["brain.Event:2"] && events[0].wallTime == 1_000)
      let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
      #expect(name.hasPrefix("events.out.tfevents.1000."))
      #expect(TensorBoardLog.exists(in: folder.path))
      try Self.write([], to: folder)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2, "the old file is retained")
    }
  }

  @Test func `every scalar of a step has its name and time`() throws {
    let event = try #require(try Self.written([SampleEvents.step(8)]).last)
    #expect(event.step == 8 && event.wallTime == 1_002)
    let values = Dictionary(uniqueKeysWithValues: event.values.map { ($0.tag, $0.scalar) })
    #expect(values["loss/training"] == 0.5 && values["triplets/hard"] == 3 && values.count == 13)
  }

  @Test func `histograms and triplets are written once, before an evaluation`() throws {
    let events = try Self.written([
      SampleEvents.step(8), .evaluating(EvaluationStartedReport(step: 8)), SampleEvents.evaluation(8),
      .finished(FinishedReport(step: 8, complete: true, seconds: 2, imagesPerSecond: 1)),
    ])
    #expect(events.map(\.values.count) == [0, 13, 3, 7])
    let large = events[2].values
    #expect(large.map(\.tag) == ["distances/positive", "distances/negative", "triplets/costliest"])
    let histogram = try #require(large[0].histogram)
    let edges = histogram.edges.map { ($0 * 100).rounded() }
    #expect(edges == [20, 25, 30])
    #expect(histogram.counts == [2, 0, 1] && histogram.count == 3)
    #expect(abs(histogram.minimum - 0.15) < 1e-9 && abs(histogram.maximum - 0.3) < 1e-9)
    #expect(abs(histogram.sum - (2 * 0.175 + 0.275)) < 1e-9)
    #expect(abs(histogram.sumOfSquares - (2 * 0.175 * 0.175 + 0.275 * 0.275)) < 1e-9)
    let image = try #require(large[2].image)
    #expect(image.width == 3 * 64 + 4 && image.height == 2 * 64 + 2 && image.channels == 1)
    #expect(image.file.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
  }

  @Test func `a sheet has a row per triplet, and grey for a missing image`() throws {
    guard case .step(let report) = SampleEvents.step(1) else { return }
    let sheet = try #require(TripletSheet(report.triplets, pictures: Self.image))
    let value = { (x: Int, y: Int) in sheet.pixels[y * sheet.width + x] }
    #expect([value(0, 0), value(66, 10), value(132, 63), value(64, 0)] == [50, 100, 150, 96])
    #expect([value(0, 66), value(195, 129)] == [50, 96])
    #expect(TripletSheet(report.triplets) { _ in nil } == nil)
  }

  @Test func `a sheet of colour images interleaves the channels`() throws {
    guard case .step(let report) = SampleEvents.step(1) else { return }
    let pixels: [UInt8] =
      Array(repeating: 10, count: 16) + Array(repeating: 20, count: 16) + Array(repeating: 30, count: 16)
    let sheet = try #require(
      TripletSheet(report.triplets) {
        DatasetImage(id: $0, className: "", width: 4, height: 4, channels: .rgb, pixels: pixels)
      })
    #expect(sheet.channels == .rgb && Array(sheet.pixels.prefix(6)) == [10, 20, 30, 10, 20, 30])
    #expect(sheet.image?.channels == 3)
  }

  @Test func `a resumed run makes TensorBoard discard repeated steps`() throws {
    let events = try Self.written([SampleEvents.resumed(3)])
    #expect(events[1].sessionStatus == 1 && events[1].step == 4)
    let recipe = events[2].values[0]
    #expect(recipe.plugin == "text" && recipe.strings?.count == 1)
    #expect(recipe.strings?[0].contains(#"    "encoder" : "conv4""#) == true)
  }

  @Test func `a folder that can't be written is reported in one line`() throws {
    let error = #expect(throws: ExportError.self) { try TensorBoardLog(folder: "/proc/no/such") { _ in nil } }
    #expect(error?.description.hasPrefix("/proc/no/such: can't be written (") == true)
  }

  static let reader = Python(with: "tensorboard")

  private static let script = """
    import sys
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    a = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0, "images": 0})
    a.Reload()
    tags = a.Tags()
    print(len(tags["scalars"]), tags["histograms"], tags["images"])
    print([(e.step, e.value) for e in a.Scalars("loss/training")])
    h = a.Histograms("distances/positive")[0]
    print(h.step, h.histogram_value.num, h.histogram_value.bucket)
    i = a.Images("triplets/costliest")[0]
    print(i.step, i.width, i.height, i.encoded_image_string[1:4])
    print(a.Tensors("recipe")[0].tensor_proto.string_val[0][:5])
    """

  @Test(.enabled(if: reader != nil, "needs Python's tensorboard"))
  func `TensorBoard's own reader finds all valid events of a resumed run`() throws {
    try Self.inFolder { folder in
      try Self.write(SampleEvents.resumedRun, to: folder)
      let (status, output, errors) = try #require(Self.reader).run(Self.script, [folder.path])
      #expect(status == 0, "\(errors)")
      #expect(
        output == """
          24 ['distances/positive', 'distances/negative'] ['triplets/costliest']
          [(1, 9.0), (2, 9.0), (3, 9.0), (4, 4.0), (5, 5.0), (6, 6.0)]
          6 3.0 [2.0, 0.0, 1.0]
          6 196 130 b'PNG'
          b'    {'

          """)
    }
  }
}
