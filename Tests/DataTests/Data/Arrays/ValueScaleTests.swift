import Foundation
import SiamFiles
import Testing

@testable import SiamData

struct ValueScaleTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A dataset of two images of two values each, as 64-bit floats or another type's bytes.
  private func path(_ values: [Double], type: String = "<f8", bytes: [UInt8]? = nil) throws -> String {
    let elements = bytes ?? values.flatMap { $0.bitPattern.littleEndianBytes }
    return try scratch.write(
      "set.npz",
      NPYFile.archive([("x", NPYFile.of(type, [2, 1, 2], elements)), ("y", NPYFile.labels([0, 1]))]))
  }

  private func pixels(_ values: [Double]) throws -> [UInt8] {
    try files(path(values)).flatMap { $0.image?.pixels ?? [] }
  }

  @Test func `the range of the values decides what is white`() throws {
    #expect(try pixels([0, 0.5, 1, 0.25]) == [0, 128, 255, 64])
    #expect(try pixels([-1, 0, 1, 0.5]) == [0, 128, 255, 191])
    #expect(try pixels([0, 1, 2.4, 255]) == [0, 1, 2, 255])
    #expect(try pixels([0, 8, 16, 4]) == [0, 128, 255, 64])
    #expect(try pixels([0, 0, 0, 0]) == [0, 0, 0, 0])
  }

  @Test func `integers beyond 255 are 16-bit brightness, and zeros and ones are black and white`() throws {
    let deep = try path([], type: "<u2", bytes: [0, 0, 0xFF, 0xFF, 0, 0x80, 1, 1])
    #expect(try files(deep).flatMap { $0.image?.pixels ?? [] } == [0, 255, 128, 1])
    let binary = try path([], type: "|u1", bytes: [0, 1, 1, 0])
    #expect(try files(binary).flatMap { $0.image?.pixels ?? [] } == [0, 255, 255, 0])
    let dark = try path([], type: "|u1", bytes: [0, 1, 64, 0])
    #expect(try files(dark).flatMap { $0.image?.pixels ?? [] } == [0, 1, 64, 0])
  }

  @Test(arguments: [[-2.1, 0, 1, 2.8], [0, 1, 300, 7], [0, .nan, 1, 0], [0, .infinity, 1, 0], [-5, 1, 1e300, 0]])
  func `other values are refused with what to do`(values: [Double]) throws {
    let error = try failure(path(values))
    guard case .unusableArray = error, isGoodLine(error, naming: "set.npz/x.npy") else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func `the range of all splits counts`() throws {
    func file(_ values: [Double]) -> [UInt8] {
      NPYFile.of("<f8", [1, 1, 2], values.flatMap { $0.bitPattern.littleEndianBytes })
    }
    let path = try scratch.write(
      "set.npz",
      NPYFile.archive([
        ("x_train", file([0, 1])), ("y_train", NPYFile.labels([0])), ("x_test", file([0, 200])),
        ("y_test", NPYFile.labels([0])),
      ]))
    #expect(try files(path).map { $0.image?.pixels } == [[0, 1], [0, 200]])
  }

  @Test func `how values are read is noted, also from the cache`() throws {
    let path = try path([0, 0.5, 1, 0.25])
    var options = DatasetOptions()
    (options.side, options.holdOut, options.toleratesFewClasses) = (2, .last(0), true)
    options.cache = ImageCache(folder: scratch.path + "/cache")
    for _ in 0..<2 {
      let data = try Dataset.load(path: path, options: options)
      #expect(data.problems.notes == ["float64 values of 0…1 in x read as brightness"])
      #expect(data.problems.lines.first == data.problems.notes.first && data.problems.skippedCount == 0)
    }
  }
}
