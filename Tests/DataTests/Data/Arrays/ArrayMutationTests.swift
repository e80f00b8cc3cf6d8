import Foundation
import Testing

@testable import SiamData

/// Arrays with changed, removed and inserted bytes are read or refused with a line, and never trap; `Tests/Fuzz` does
/// more of this.
struct ArrayMutationTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func mutated(_ bytes: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: bytes.remove(at: index)
      default: bytes.insert(UInt8(ascii: "9"), at: index)
      }
      if bytes.isEmpty { bytes = [0] }
    }
    return bytes
  }

  /// A small generator, the same in every run. Source: Steele, Lea and Flood 2014, SplitMix64.
  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  @Test(arguments: ["keras.npz", "float.npz", "fortran.npz", "one-hot.npz"])
  func `a damaged archive is read or refused with a line`(name: String) throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: fixtures + "/arrays/" + name)))
    var generator = SplitMix(state: 1)
    for _ in 0..<200 {
      let path = try scratch.write("set.npz", mutated(whole, &generator))
      if case .failure(let error) = read(path) { #expect(isGoodLine(error, naming: path), "\(error)") }
    }
  }

  @Test(arguments: ["|u1", "<f4", ">i2", "<U2"])
  func `a damaged array is read or refused with a line`(type: String) throws {
    let size = try #require(ElementType(type)).size
    let images = NPYFile.of("<f4", [4, 2, 2], [UInt8](repeating: 63, count: 64))
    let labels = NPYFile.of(type, [4], [UInt8](repeating: 1, count: 4 * size))
    var generator = SplitMix(state: 2)
    for _ in 0..<200 {
      try scratch.write("y.npy", mutated(labels, &generator))
      let path = try scratch.write("x.npy", mutated(images, &generator))
      if case .failure(let error) = read(path) { #expect(isGoodLine(error, naming: scratch.path), "\(error)") }
    }
  }
}
