import Foundation
import SiamData
import SiamFewShot
import TestSupport
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// One-shot runs read from a folder.
@Suite struct OneShotFolderTests {
  private let folder: URL

  init() throws {
    folder = RunFolderTests.temporary()
    for name in ["training/class1", "training/class2", "training/class3", "test/item1", "test/item2"] {
      let value = name.utf8.reduce(0) { $0 + Int($1) } % 200
      let url = folder.appendingPathComponent("run01/\(name).png")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(PNGFile.grey(8, 8) { x, _ in x == 3 ? value : 255 }).write(to: url)
    }
    try label("run01/test/item1.png run01/training/class3.png\nrun01/test/item2.png run01/training/class1.png\n")
  }

  private func label(_ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent("run01/class_labels.txt"))
  }

  @Test func `every training image is in the support set, with or without a label`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let read = try OneShotFolder(path: folder.path, side: 8)
    #expect(read.runs.map(\.name) == ["run01"] && read.images.count == 5)
    #expect(read.runs[0].support == [0, 1, 2] && read.runs[0].queries == [3, 4] && read.runs[0].truths == [2, 0])
    let names = read.images.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    #expect(names == ["class1.png", "class2.png", "class3.png", "item1.png", "item2.png"])
  }

  @Test func `an invalid folder is reported in one line`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    func message(_ path: String) -> String {
      do {
        _ = try OneShotFolder(path: path, side: 8)
        return ""
      } catch {
        return "\(error)"
      }
    }
    let missing = message(folder.path + "/none")
    #expect(missing.hasSuffix("none: no such folder; check --one-shot-runs"))
    let empty = message(folder.path + "/run01/test")
    #expect(empty.contains("no run01/class_labels.txt"))
    try label("run01/test/item1.png\n")
    let short = message(folder.path)
    #expect(short.contains("run01: line 1 of class_labels.txt"))
    try label("run01/test/item9.png run01/training/class1.png\n")
    let absent = message(folder.path)
    #expect(absent.contains("item9.png: no such file"))
    try label("run01/test/item1.png run01/training/class9.png\n")
    let unknown = message(folder.path)
    #expect(unknown.contains("class9.png is not among the 3 support images"))
  }
}
