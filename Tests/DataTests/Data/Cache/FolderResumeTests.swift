import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Reading a folder of images that was interrupted.
struct FolderResumeTests {
  private let scratch: ScratchFolder
  private var options = DatasetOptions()

  init() throws {
    scratch = try ScratchFolder()
    (options.side, options.channels) = (4, .grey)
    options.cache = ImageCache(folder: scratch.path + "/cache")
    // Three chunks of files.
    for number in 0..<2_300 {
      let file = PNGFile.grey(4, 4) { x, y in (number * 37 + x * 11 + y * 5) % 256 }
      try scratch.write("data/\(number % 2 == 0 ? "train" : "test")/c\(number % 7)/\(number).png", file)
    }
  }

  private var path: String { scratch.path + "/data" }

  /// The files in the cache, with their contents.
  private func cached(_ endings: [String]) -> [(path: String, bytes: Data)] {
    let folder = scratch.path + "/cache"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted().compactMap { name in
      (try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))).map { (folder + "/" + name, $0) }
    }
  }

  @Test func `reading a folder again begins where it was interrupted`() throws {
    var counts: [Int] = []
    var left: [(path: String, bytes: Data)] = []
    let whole = try Dataset.loadSurveyed(path: path, options: options) { progress in
      guard case .reading(let files, let share) = progress else { return }
      #expect(abs((share ?? 0) - Double(files) / 2_300) < 1e-9)
      counts.append(files)
      if files >= 2_048, left.isEmpty { left = cached([".log", ".pixels"]) }
    }
    #expect(counts == [1_024, 2_048, 2_300] && left.count == 2)
    for (path, _) in cached([".images"]) { try FileManager.default.removeItem(atPath: path) }
    for (path, bytes) in left { try bytes.write(to: URL(fileURLWithPath: path)) }
    // The first file in reading order is in the first chunk, the last in the third.
    let first = try OpenCounter(path + "/test/c0/1001.png")
    let last = try OpenCounter(path + "/train/c6/972.png")
    let again = try Dataset.loadSurveyed(path: path, options: options)
    #expect(first.count() == 0, "a file that was decoded before is decoded again")
    #expect(last.count() == 1)
    #expect(again.dataset.fingerprint == whole.dataset.fingerprint && again.survey == whole.survey)
    #expect(again.dataset.split == whole.dataset.split)
  }
}
