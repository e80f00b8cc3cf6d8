import Foundation
import Testing

@testable import SiamData

struct BrokenArchiveTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private func tar() -> TarFile {
    var tar = TarFile()
    tar.add("a/0.png", [UInt8](repeating: 7, count: 600))
    tar.add("b/0.png", [UInt8](repeating: 9, count: 70))
    return tar
  }

  @Test func `a truncated tar is rejected unless only half of the end mark is missing`() throws {
    let bytes = tar().closed
    let end = tar().bytes.count
    for count in (0..<bytes.count).filter({ $0 % 37 == 0 || $0 % 512 < 2 || $0 % 512 > 510 }) {
      let path = try scratch.write("cut.tar", Array(bytes.prefix(count)))
      switch read(path) {
      case .failure(let error):
        #expect(isGoodLine(error, naming: path), "\(error)")
        guard case .damaged(path, .archive, _) = error else {
          Issue.record("cut at \(count): \(error)")
          continue
        }
      case .success(let files):
        #expect(count >= end + 512, "cut at \(count) was read")
        #expect(files.map(\.bytes?.count) == [600, 70])
      }
    }
  }

  @Test(arguments: ["gz", "bz2", "xz", "zst"])
  func `a truncated compressed tar is rejected`(ending: String) throws {
    let whole = fixtures + "/archives/tree.tar." + ending
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: whole)))
    for count in 0..<bytes.count {
      let path = try scratch.write("cut.tar." + ending, Array(bytes.prefix(count)))
      let error = try failure(path)
      guard case .damaged(path, .archive, _) = error, isGoodLine(error, naming: path) else {
        Issue.record("cut at \(count): \(error)")
        continue
      }
    }
  }

  @Test func `a changed byte in a compressed tar is detected`() throws {
    let bytes = GzipFile.of(tar().closed)
    for index in stride(from: 20, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[index] ^= 0x10
      let path = try scratch.write("damaged.tar.gz", damaged)
      guard case .damaged(path, .archive, _) = try failure(path) else {
        Issue.record("byte \(index)")
        continue
      }
    }
  }

  @Test func `a tar with any byte changed never traps`() throws {
    let bytes = tar().closed
    for index in stride(from: 0, to: bytes.count, by: 5) {
      for flip in [UInt8(0xFF), 0x01] {
        var damaged = bytes
        damaged[index] ^= flip
        let path = try scratch.write("damaged.tar", damaged)
        if case .failure(let error) = read(path) { #expect(isGoodLine(error, naming: path)) }
      }
    }
  }

  @Test func `an entry that claims 100 GB is skipped, or the archive ends early`() throws {
    var zip = ZipFile()
    zip.add("a/0.png", [1, 2, 3], claim: .init(size: 0xFFFF_FFF0, isDeflated: true))
    zip.add("a/1.png", [1])
    let found = try files(scratch.write("t.zip", zip.bytes))
    #expect(found.map(\.reason) == ["larger than 256 MiB", nil])

    for name in ["a/0.png", "a/0.bin"] {
      var tar = TarFile()
      tar.add(Array(name.utf8), [1], claimedSize: 0o77_777_777_777)
      tar.add("a/1.png", [1])
      for (ending, bytes) in [("tar", tar.closed), ("tar.gz", GzipFile.of(tar.closed))] {
        let path = try scratch.write("t." + ending, bytes)
        guard case .damaged(path, .archive, _) = try failure(path) else {
          Issue.record("\(name) in \(ending)")
          continue
        }
      }
    }
  }

  @Test func `a zip entry that unpacks to more than it claims is stopped at the limit`() throws {
    // A quarter of the 300 MB is unpacked.
    var zip = ZipFile()
    zip.add("a/0.png", GzipFile.deflatedZeros(300_000), claim: .init(size: 1_000, isDeflated: true))
    zip.add("a/1.png", [1])
    let path = try scratch.write("t.zip", zip.bytes)
    #expect(try failure(path) == .unpacksToTooMuch(path: path))
  }

  @Test func `zeros in a compressed tar are stopped at the limit`() throws {
    var header = TarFile()
    header.add(Array("a/0.bin".utf8), claimedSize: 0o7_777_777_777)
    let gzip = try scratch.write(
      "t.tar.gz", GzipFile.of(header.bytes) + GzipFile.header + GzipFile.deflatedZeros(310_000))
    #expect(try failure(gzip) == .unpacksToTooMuch(path: gzip))
    let bzip2 = fixtures + "/archives/zeros.tar.bz2"
    #expect(try failure(bzip2) == .unpacksToTooMuch(path: bzip2))
  }

  @Test func `many entries of zeros share the limit`() throws {
    // Each is below the limit and claims to be small.
    var zip = ZipFile()
    for index in 0..<3 {
      zip.add("a/\(index).png", GzipFile.deflatedZeros(40_000), claim: .init(size: 9, isDeflated: true))
    }
    let path = try scratch.write("t.zip", zip.bytes)
    #expect(try failure(path) == .unpacksToTooMuch(path: path))
  }
}
