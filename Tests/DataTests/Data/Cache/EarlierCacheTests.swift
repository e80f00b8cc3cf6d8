import SiamCore
import Foundation
import SiamFiles
import Testing

@testable import SiamData

/// A cache file written by an earlier siam (see `Tests/RunTests/Fixtures/README.md`).
@Suite struct EarlierCacheTests {
  private static let fixture = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../Fixtures/shapes.images").standardized.path

  @Test func `an earlier cache file opens under the key it was made with`() throws {
    var key = CacheKey(
      path: "/tmp/fx/shapes.zip", layout: "archive", plan: ReadingPlan(DatasetOptions()),
      signature: "f503179724682cf9")
    key.version = 1
    let images = try #require(try CachedImages.open(Self.fixture, key: key, files: PosixFileSystem()))
    #expect(images.side == 28 && images.channels == .grey && images.fingerprint == "c5a5039ae4033cae")
    #expect(images.classIndex.classes.map(\.name) == (0..<8).map { "bar\($0)" })
    #expect(key.name == "941910f23a99a2a5", "the name of the file changed")
    var other = key
    other.version = 2
    #expect(try CachedImages.open(Self.fixture, key: other, files: PosixFileSystem()) == nil)
  }
}
