import Foundation
import SiamCore
import TestSupport
import Testing

/// Names of classes on the command line: with commas, in other encodings, and as they are printed.
@Suite(.timeLimit(.minutes(30))) struct NamesCommandTests {
  /// Writes a list of images, eight of each class.
  private func writeList(_ names: [[UInt8]], in folder: URL) throws {
    var list = Array("path,class\n".utf8)
    for (number, name) in names.enumerated() {
      for image in 0..<8 {
        let bytes = PNGFile.grey(20, 20) { x, y in x == 3 + number || y == 4 + number && x > image ? 0 : 255 }
        try Data(bytes).write(to: folder.appendingPathComponent("\(number)-\(image).png"))
        list += Array("\(number)-\(image).png,".utf8) + [0x22] + name + [0x22, 0x0A]
      }
    }
    try Data(list).write(to: folder.appendingPathComponent("list.csv"))
  }

  private func run(_ arguments: String..., in folder: URL) async -> SiamProgram.Outcome {
    await InProcess.run(arguments, in: folder)
  }

  @Test func `names with commas and dashes are given as they are printed`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      let names = ["Doe, Jane 1", "Doe, Jane 2", "-x", "7", "say \"\"hi\"\"", "plain"]
      try writeList(names.map { Array($0.utf8) }, in: folder)
      let whole = await run("data", "list.csv", "--examples", "0", "--hold-out", "Doe, Jane 2", in: folder)
      #expect(whole.output.contains("validation  1 class of 8 images: \"Doe, Jane 2\"\n"))
      let several = await run(
        "data", "list.csv", "--examples", "0", "--hold-out=-x,Doe, Jane 1", "--test-hold-out",
        "\"say \"\"hi\"\"\", plain", in: folder)
      #expect(several.output.contains("validation  2 classes of 16 images: -x, \"Doe, Jane 1\"\n"))
      #expect(several.output.contains("test        2 classes of 16 images: plain, \"say \"\"hi\"\"\"\n"))
      let number = await run("data", "list.csv", "--examples", "0", "--hold-out", "\"7\"", in: folder)
      #expect(number.output.contains("validation  1 class of 8 images: \"7\"\n"))
      let wrong = await run("data", "list.csv", "--hold-out", "Doe", in: folder)
      #expect(
        wrong.status == 65 && wrong.errors.contains("no class named Doe") && wrong.errors.contains("\"Doe, Jane 1\""))
    }
  }

  @Test func `a run remembers the encoding of its names`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      // 猫, 犬, 鳥, 魚, 馬, 牛 in Shift-JIS.
      try writeList(
        [[0x94, 0x4C], [0x8C, 0xA2], [0x92, 0xB9], [0x8B, 0x9B], [0x94, 0x6E], [0x8B, 0x8D]], in: folder)
      let options = ["--batch-classes", "2", "--batch-images", "2", "--widths", "4,4,4,4", "--no-cache"]
      let trained = await InProcess.run(
        [
          "train", "--headless", "--threads", "1", "--data", "list.csv", "--names", "cp932", "--hold-out", "猫,馬",
          "--run", "r", "--steps", "2",
        ]
          + ["--way", "2", "--shot", "1", "--queries", "2", "--episodes", "3"] + options, in: folder)
      #expect(trained.status == 0, "\(trained.errors)")
      struct Description: Decodable { var data: DataSummary }
      let json = try Data(contentsOf: folder.appendingPathComponent("r/run.json"))
      let data = try JSONDecoder().decode(Description.self, from: json).data
      #expect(data.nameEncoding == "cp932" && Set(data.split?.validation ?? []) == ["猫", "馬"])
      let resumed = await run("train", "--headless", "--resume", "r", "--steps", "4", in: folder)
      #expect(resumed.status == 0, "\(resumed.errors)")
      let evaluated = await run(
        "evaluate", "r", "--way", "2", "--queries", "2", "--episodes", "20", "--confusion", in: folder)
      #expect(evaluated.status == 0 && !evaluated.output.contains("%94L"), "\(evaluated.errors)")
      let unknown = await run("data", "list.csv", "--names", "klingon", in: folder)
      #expect(unknown.status == 64 && unknown.errors.contains("unknown encoding; try cp932"))
    }
  }
}
