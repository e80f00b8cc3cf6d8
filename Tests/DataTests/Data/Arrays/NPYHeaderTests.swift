import Testing

@testable import SiamData

/// Headers of arrays, among them hostile ones; nothing is allocated by what a header claims.
struct NPYHeaderTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// The error for a dataset whose images are this file.
  private func failure(ofImages file: [UInt8]) throws -> DataError {
    try scratch.write("labels.npy", NPYFile.labels([0, 1]))
    return try DataTests.failure(scratch.write("images.npy", file))
  }

  @Test(arguments: [UInt8(1), 2, 3])
  func `every version of the format is read`(version: UInt8) throws {
    try scratch.write("y.npy", NPYFile.of("<i2", [2], [5, 0, 7, 0], version: version))
    let path = try scratch.write("x.npy", NPYFile.of("|u1", [2, 1, 2], [9, 8, 200, 6], version: version))
    let found = try files(path)
    #expect(found.map(\.className) == ["5", "7"])
    #expect(found.map { $0.image?.pixels } == [[9, 8], [200, 6]])
  }

  @Test(arguments: [
    "", "{}", "not a dictionary", "{'descr': '|u1', 'fortran_order': False}", "{'descr': '|u1', 'shape': (2,2,2)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': 2}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (-1, 2, 2)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 'x', 2)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (4611686018427387904, 4, 4)}",
    "{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 0, 4)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 100000, 100000)}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (\(String(repeating: "1, ", count: 65)))}",
  ])
  func `an invalid header is a one-line error`(header: String) throws {
    #expect(isGoodLine(try failure(ofImages: NPYFile.of(header: header, [1, 2, 3, 4])), naming: scratch.path))
  }

  @Test func `a file that is cut short or too long is rejected`() throws {
    let whole = NPYFile.images([2, 3, 3])
    for count in 0..<whole.count {
      #expect(isGoodLine(try failure(ofImages: Array(whole.prefix(count))), naming: scratch.path), "\(count) bytes")
    }
    #expect(isGoodLine(try failure(ofImages: whole + [0]), naming: "images.npy"))
    // In an archive, where the sizes are the archive's.
    for images in [Array(whole.dropLast()), whole + [0]] {
      let path = try scratch.write("a.npz", NPYFile.archive([("x", images), ("y", NPYFile.labels([0, 1]))]))
      #expect(isGoodLine(try DataTests.failure(path), naming: "a.npz/x.npy"))
    }
  }

  @Test func `a compressed file claims no more than it has`() throws {
    try scratch.write("labels.npy", NPYFile.labels([0, 1]))
    let file = NPYFile.of("<f8", [2, 8_000, 4_000], [1, 2, 3])
    let path = try scratch.write("images.npy.gz", GzipFile.of(file))
    #expect(isGoodLine(try DataTests.failure(path), naming: "images.npy.gz"))
  }

  @Test func `objects and structures are refused with what to do`() throws {
    let objects = try failure(ofImages: NPYFile.of("|O", [2, 3, 3], [0x80, 2]))
    guard case .unusableArray(_, let reason, let remedy) = objects else {
      Issue.record("\(objects)")
      return
    }
    #expect(reason.contains("pickle") && remedy.contains("numpy.stack"))
    let structure = NPYFile.of(
      header: "{'descr': [('a', '<i4'), ('b', '<f4')], 'fortran_order': False, 'shape': (2,)}", [])
    guard case .unusableArray(_, let reason, _) = try failure(ofImages: structure) else { return }
    #expect(reason.contains("structure"))
  }
}
