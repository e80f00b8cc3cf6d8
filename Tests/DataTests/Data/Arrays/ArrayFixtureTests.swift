import SiamCore
import Testing

@testable import SiamData

/// Arrays that NumPy wrote: see `make-arrays.py`. Image i begins with 20·i, and the values of a row follow.
struct ArrayFixtureTests {
  private func read(_ name: String) throws -> [SourceFile] { try files(fixtures + "/arrays/" + name) }

  private static let grey = (0..<6).map { image in (0..<12).map { UInt8(20 * image + $0) } }
  private static let colour = grey.map { $0.flatMap { [$0, $0 + 50, $0 + 100] } }

  @Test(arguments: ["float.npz", "half.npz", "big-endian.npz", "one-hot.npz"])
  func `grey images of any type are the same`(name: String) throws {
    let found = try read(name)
    #expect(found.map { $0.image?.pixels } == Self.grey)
    #expect(found.map(\.className) == ["0", "0", "1", "1", "2", "2"])
    #expect(found.allSatisfy { $0.image?.width == 4 && $0.image?.height == 3 && $0.label?.split == nil })
  }

  @Test(arguments: ["fortran.npz", "planes-first.npz", "images-last.npz"])
  func `colour images in any order of dimensions are the same`(name: String) throws {
    let found = try read(name)
    #expect(found.map { $0.image?.pixels } == Self.colour)
    #expect(found.allSatisfy { $0.image?.channels == .rgb && $0.image?.width == 4 && $0.image?.height == 3 })
  }

  @Test func `a compressed archive with the names of Keras has splits`() throws {
    let found = try read("keras.npz")
    #expect(found.map { $0.label?.split } == Array(repeating: .training, count: 6) + [.test, .test, .test])
    #expect(found.map { $0.image?.pixels } == Self.grey + [Self.grey[0], Self.grey[2], Self.grey[4]])
    #expect(found[7].name == "x_test/1")
  }

  @Test func `text labels are class names`() throws {
    #expect(try read("fortran.npz").map(\.className) == ["ant", "ant", "bee", "bee", "Ähre", "Ähre"])
  }

  @Test func `labels in a row are numbered from one`() throws {
    #expect(try read("images-last.npz").map(\.className) == ["1", "1", "2", "2", "3", "3"])
  }

  @Test func `truth values are black and white`() throws {
    #expect(try read("bool.npz").map { $0.image?.pixels } == Self.grey.map { $0.map { $0 > 60 ? 255 : 0 } })
  }

  @Test(arguments: [1, 2, 3])
  func `single arrays of every version are read as a pair`(version: Int) throws {
    let found = try read("version-\(version)-images.npy")
    #expect(found.map { $0.image?.pixels } == Self.grey)
    #expect(found.map(\.className) == ["x", "x", "yy", "yy", "zzz", "zzz"])
  }

  @Test func `an array of objects is refused with what to do`() throws {
    guard case .unusableArray(_, let reason, _) = try failure(fixtures + "/arrays/objects.npz") else {
      Issue.record("no error")
      return
    }
    #expect(reason.contains("pickle"))
  }
}
