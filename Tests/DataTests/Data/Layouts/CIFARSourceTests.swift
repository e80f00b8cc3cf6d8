import Foundation
import SiamCore
import Testing

@testable import SiamData

struct CIFARSourceTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  /// A record of labels and a plane each of red, green and blue.
  private func record(_ labels: [UInt8], _ colour: [UInt8] = [1, 2, 3]) -> [UInt8] {
    labels + colour.flatMap { [UInt8](repeating: $0, count: 1_024) }
  }

  private static let names = Array("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n".utf8)

  private func writeTen() throws {
    try scratch.write("test_batch.bin", record([0]))
    try scratch.write("data_batch_2.bin", record([9]))
    try scratch.write("data_batch_1.bin", record([3], [10, 20, 30]) + record([5]))
  }

  @Test func `CIFAR-10 is read from a folder, training files first`() throws {
    try writeTen()
    #expect(try DataLocation(scratch.path).layout == .cifar)
    #expect(try files(scratch.path).map(\.className) == ["3", "5", "9", "0"])
    try scratch.write("batches.meta.txt", Self.names)
    let found = try files(scratch.path)
    #expect(found.map(\.className) == ["cat", "dog", "truck", "airplane"])
    #expect(
      found.map(\.name) == ["data_batch_1.bin/0", "data_batch_1.bin/1", "data_batch_2.bin/0", "test_batch.bin/0"])
    #expect(found.map { $0.label?.split } == [.training, .training, .training, .test])
    #expect(try files(scratch.path + "/test_batch.bin").map { $0.label?.split } == [.test])
    let image = try #require(found[0].image)
    #expect(image.width == 32 && image.height == 32 && image.channels == .rgb)
    #expect(image.pixels == (0..<1_024).flatMap { _ in [UInt8(10), 20, 30] })
  }

  @Test func `a folder below is found, and two are an error`() throws {
    for name in ["data_batch_1.bin", "test_batch.bin"] {
      try scratch.write("data/cifar-10-batches-bin/" + name, record([3]))
    }
    #expect(try DataLocation(scratch.path).layout == .cifar)
    #expect(try files(scratch.path).map { $0.label?.split } == [.training, .test])
    try scratch.write("data/cifar-100-binary/train.bin", record([1, 1]))
    #expect(try DataLocation(scratch.path).layout == .folder)
  }

  @Test func `a single file of any name is read`() throws {
    try writeTen()
    try scratch.write("batches.meta.txt", Self.names)
    #expect(try files(scratch.path + "/data_batch_1.bin").map(\.className) == ["cat", "dog"])
    let other = try scratch.write("mine.bin", record([7]))
    #expect(try DataLocation(other).layout == .cifar)
    #expect(try files(other).map(\.className) == ["horse"])
  }

  @Test func `CIFAR-100's coarse labels are groups`() throws {
    try scratch.write("test.bin", record([19, 99]))
    try scratch.write("train.bin", record([4, 0]))
    let numbered = try files(scratch.path)
    #expect(numbered.map(\.className) == ["00", "99"])
    #expect(numbered.map(\.groupName) == ["04", "19"])
    try scratch.write("fine_label_names.txt", Array((0..<100).map { "fine\($0)" }.joined(separator: "\r\n").utf8))
    try scratch.write("coarse_label_names.txt", Array((0..<20).map { "coarse\($0)" }.joined(separator: "\n").utf8))
    let named = try files(scratch.path)
    #expect(named.map(\.className) == ["fine0", "fine99"])
    #expect(named.map(\.groupName) == ["coarse4", "coarse19"])
  }

  @Test func `an archive is read without unpacking, wherever its class names are`() throws {
    var tar = TarFile()
    tar.add(Array("cifar-10-batches-bin/".utf8), type: "5")
    tar.add("cifar-10-batches-bin/data_batch_1.bin", record([3]))
    tar.add("cifar-10-batches-bin/test_batch.bin", record([5]))
    tar.add("cifar-10-batches-bin/batches.meta.txt", Self.names)
    for (name, bytes) in [("c.tar.gz", GzipFile.of(tar.closed)), ("c.tar", tar.closed)] {
      let path = try scratch.write(name, bytes)
      #expect(try DataLocation(path).layout == .cifar)
      let found = try files(path)
      #expect(found.map(\.className) == ["cat", "dog"])
      #expect(found.map(\.name) == ["data_batch_1.bin/0", "test_batch.bin/0"])
      #expect(found.map { $0.label?.split } == [.training, .test])
    }
  }

  @Test func `a truncated file and an unknown label are errors`() throws {
    let whole = record([3]) + record([5])
    for count in (0..<whole.count).filter({ $0 % 97 == 0 || $0 % 3_073 < 2 }) {
      let path = try scratch.write("data_batch_1.bin", Array(whole.prefix(count)))
      switch read(path) {
      case .failure(let error):
        guard case .damaged(path, .cifar, _) = error, isGoodLine(error, naming: path) else {
          Issue.record("cut at \(count): \(error)")
          continue
        }
      // The format has no count, so a file of complete records is complete.
      case .success(let files): #expect(files.count * 3_073 == count)
      }
    }
    let path = try scratch.write("data_batch_1.bin", record([3]) + record([10]))
    #expect(
      try failure(path)
        == .damaged(
          path: path, layout: .cifar, reason: "data_batch_1.bin: record 1 has label 10; CIFAR-10 has 10 classes"))
    let coarse = try scratch.write("train.bin", record([20, 1]))
    guard case .damaged = try failure(coarse) else {
      Issue.record("a coarse label of 20 was accepted")
      return
    }
  }

  @Test func `a truncated archive is rejected`() throws {
    var tar = TarFile()
    tar.add("c/data_batch_1.bin", record([3]))
    tar.add("c/batches.meta.txt", Self.names)
    for bytes in [tar.closed, GzipFile.of(tar.closed)] {
      for count in stride(from: 0, to: bytes.count - 1_024, by: 101) {
        let path = try scratch.write("c.tar", Array(bytes.prefix(count)))
        #expect(isGoodLine(try failure(path), naming: path))
      }
    }
  }
}
