import Foundation
import TestSupport
import Testing

/// The code in the README and in the documentation of SiamKit: it is compiled, and the first example is run.
@Suite(.timeLimit(.minutes(30))) struct ExampleTests {
  private static let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let catalogue = projectFolder.appending(path: "Sources/SiamKit.docc")

  /// The blocks of Swift in a Markdown file.
  private static func blocks(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).components(separatedBy: "```swift\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
  }

  @Test(arguments: [(0, "TrainOnFolder.swift"), (1, "ClassifyImage.swift")])
  func `the code of Getting started is a file of these tests`(block: Int, file: String) throws {
    let blocks = try Self.blocks(Self.catalogue.appending(path: "GettingStarted.md"))
    try #require(blocks.count == 2)
    #expect(blocks[block] == (try String(contentsOf: Self.examples.appending(path: file), encoding: .utf8)))
  }

  @Test func `every example is compiled`() throws {
    /// The code without imports and indentation.
    func lines(_ text: String) -> String {
      text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        .filter { !$0.isEmpty && !$0.hasPrefix("import ") }.joined(separator: "\n")
    }
    let compiled = try FileManager.default.contentsOfDirectory(at: Self.examples, includingPropertiesForKeys: nil)
      .map { lines(try String(contentsOf: $0, encoding: .utf8)) }
    let articles = try FileManager.default.contentsOfDirectory(at: Self.catalogue, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }
    for file in articles + [projectFolder.appending(path: "README.md")] {
      for block in try Self.blocks(file).map(lines) {
        #expect(compiled.contains { $0.contains(block) }, "\(file.lastPathComponent): not in Snippets.swift:\n\(block)")
      }
    }
  }

  @Test func `the first example trains on a folder, and the second classifies by the run`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "siam-example-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for stripe in 0..<6 {
      let classFolder = folder.appending(path: "images/stripe\(stripe)")
      try FileManager.default.createDirectory(at: classFolder, withIntermediateDirectories: true)
      for shift in 0..<6 {
        let image = PNGFile.grey(28, 28) { x, y in (x * stripe + y * (5 - stripe) + shift) % 8 < 3 ? 255 : 0 }
        try Data(image).write(to: classFolder.appending(path: "\(shift).png"))
      }
    }
    let images = folder.appending(path: "images").path
    let run = folder.appending(path: "run")
    try await train(on: images, savingTo: run, steps: 2)
    let name = try classify(images + "/stripe3/0.png", examples: images, run: run.path)
    #expect(name == "stripe3", "it is one of the examples itself")
  }
}
