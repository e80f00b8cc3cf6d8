import Foundation
import TestSupport
import Testing

/// A made-up set of 28×28 images trains in memory that doesn't grow with it: 20,000 of them in `swift test`, a million
/// with `SIAM_SOAK=1`.
@Suite(.alone, .timeLimit(.minutes(30)))
struct LargeDataTests {
  private static let count = isSoak ? 1_000_000 : 20_000
  private static let classes = 200

  /// An IDX pair of noisy images, with a block of lines at another position for each class.
  private static func writeSet(in folder: URL) throws {
    let header = { (sizes: [Int]) in
      Data([0, 0, 8, UInt8(sizes.count)] + sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(size >> $0 & 255) } })
    }
    let set = folder.appendingPathComponent("set")
    try FileManager.default.createDirectory(at: set, withIntermediateDirectories: true)
    let images = set.appendingPathComponent("train-images-idx3-ubyte")
    try header([count, 28, 28]).write(to: images)
    try (header([count]) + Data((0..<count).map { UInt8($0 % classes) }))
      .write(to: set.appendingPathComponent("train-labels-idx1-ubyte"))
    let file = try FileHandle(forWritingTo: images)
    try file.seekToEnd()
    var noise: UInt32 = 1
    for start in stride(from: 0, to: count, by: 1_000) {
      var block = [UInt8](repeating: 0, count: 784 * min(1_000, count - start))
      for image in 0..<block.count / 784 {
        let item = (start + image) % classes
        for index in 0..<48 {
          noise = noise &* 1_664_525 &+ 1_013_904_223
          block[image * 784 + (item * 3 + index * 7) % 784] = UInt8(truncatingIfNeeded: noise >> 24) | 128
        }
      }
      try file.write(contentsOf: Data(block))
    }
    try file.close()
  }

  @Test func `images in the cache are not in memory`() throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.writeSet(in: folder)
    // Once the images are decoded, and once they come from the cache.
    for run in ["cold", "cached"] {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: SiamProgram.path)
      process.arguments =
        ["train", "--headless", "--data", "set", "--run", run, "--threads", "2", "--hold-out", "20"]
        + (isSoak
          ? ["--steps", "200", "--evaluate-every", "100"]
          : ["--steps", "3", "--batch-classes", "4", "--episodes", "3"])
      process.currentDirectoryURL = folder
      process.environment = ProcessInfo.processInfo.environment.merging(["SIAM_CACHE": folder.path + "/cache"]) { $1 }
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      let began = ContinuousClock.now
      try process.run()
      var maxBytes = 0
      while process.isRunning {
        maxBytes = max(maxBytes, ProcessStatistics.anonymousMemory(of: process.processIdentifier) ?? 0)
        usleep(20_000)
      }
      print("\(Self.count) images, \(run): \(maxBytes >> 20) MB of anonymous memory, \(ContinuousClock.now - began)")
      #expect(process.terminationStatus == 0)
      #expect(maxBytes > 0 && maxBytes < 600_000_000)
    }
  }
}
