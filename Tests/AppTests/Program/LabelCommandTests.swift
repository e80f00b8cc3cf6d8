import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import SiamApp

/// Classes from lists and from the names of files, on the command line and in runs.
@Suite(.timeLimit(.minutes(30))) struct LabelCommandTests {
  /// A flat folder of bars of eight angles, a list of them, and a run on the folder.
  private static let trained = SharedFolder { folder in
    var list = "Bild;Winkel\n"
    for angle in 0..<8 {
      for image in 0..<5 {
        try QueryResultTests.bar(angle, image, to: "flat/bar\(angle)_\(image).png", folder)
        list += "flat\\bar\(angle)_\(image);b\(angle)\n"
      }
    }
    try Data(list.utf8).write(to: folder.appendingPathComponent("list.csv"))
    let outcome = await InProcess.run(
      ["train", "--data", "flat", "--class-from", "stem before _", "--run", "run"] + training, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static let training = [
    "--headless", "--hold-out", "2", "--steps", "4", "--batch-classes", "4", "--batch-images", "3", "--way", "2",
    "--queries", "2", "--episodes", "4", "--threads", "1",
  ]

  @Test func `siam data previews how files are named`() async throws {
    try await Self.trained.withCopy { folder in
      let named = await InProcess.run(
        ["data", "flat", "--class-from", "{class}_{n}", "--batch-images", "2", "--queries", "1"], in: folder)
      #expect(named.status == 0, "\(named.errors)")
      #expect(named.output.contains("classes     --class-from '{class}_{n}'; bar0_0.png → bar0;"), "\(named.output)")
      let listed = await InProcess.run(["data", "list.csv", "--columns", "Bild,Winkel", "--json"], in: folder)
      #expect(listed.output.contains(#""rule":"list.csv: path from Bild, class from Winkel""#), "\(listed.output)")
      #expect(listed.output.contains(#"{"class":"b0","path":"flat/bar0_0.png"}"#), "\(listed.output)")
    }
  }

  @Test func `a flat folder is refused with the option, which works as printed`() async throws {
    try await Self.trained.withCopy { folder in
      let refused = await InProcess.run(["data", "flat"], in: folder)
      #expect(refused.status == 65 && refused.errors.contains(#"use --class-from "stem before _", or"#))
    }
  }

  @Test func `a run is resumed and evaluated by its own rule`() async throws {
    try await Self.trained.withCopy { folder in
      let description = try String(contentsOf: folder.appendingPathComponent("run/run.json"), encoding: .utf8)
      #expect(description.contains(#""classFrom" : "stem before _""#))
      for arguments in [
        ["train", "--headless", "--resume", "run", "--steps", "6", "--threads", "1"],
        ["evaluate", "run", "--way", "2", "--queries", "2", "--episodes", "4", "--threads", "1"],
        ["evaluate", "run", "--way", "2", "--queries", "2", "--episodes", "4", "--threads", "1", "--data", "list.csv"]
          + ["--columns", "Bild,Winkel"],
        ["evaluate", "run", "--way", "2", "--queries", "2", "--episodes", "4", "--threads", "1", "--data", "list.csv"],
      ] {
        let outcome = await InProcess.run(arguments, in: folder)
        #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
      }
      let folders = await InProcess.run(
        ["evaluate", "run", "--data", "flat", "--class-from", "folder", "--threads", "1"], in: folder)
      #expect(folders.status == 65, "\(folders.output)")
    }
  }

  @Test func `a published list of pairs is evaluated by its folds`() async throws {
    try await Self.trained.withCopy { folder in
      var list = "2\t2\n"
      for fold in 0..<2 {
        for pair in 0..<2 { list += "bar\(fold + 6)\t\(pair)\t\(pair + 2)\n" }
        for pair in 0..<2 { list += "bar\(fold)\t\(pair)\tbar\(fold + 4)\t\(pair)\n" }
      }
      try Data(list.utf8).write(to: folder.appendingPathComponent("pairs.txt"))
      let arguments = ["evaluate", "run", "--verification", "--pairs", "pairs.txt", "--threads", "1"]
      let text = await InProcess.run(arguments, in: folder)
      #expect(text.status == 0, "\(text.errors)")
      for part in [
        "8 of pairs.txt: 4 of the same class, 4 of different classes; 16 images", "mean over 2 folds ± standard error",
        "warning    8 of the images were trained on", "accuracy          ", " ± ",
      ] { #expect(text.output.contains(part), "\(part) in\n\(text.output)") }
      let json = await InProcess.run(arguments + ["--json", "--data", "flat"], in: folder)
      let event = try #require(
        try JSONSerialization.jsonObject(with: Data((json.lines.first ?? "").utf8)) as? [String: Any])
      #expect((event["folds"] as? [Any])?.count == 2 && event["standardError"] != nil && json.lines.count == 1)
    }
  }

  @Test func `a list of pairs without its images is an error that names some`() async throws {
    try await Self.trained.withCopy { folder in
      try Data("1\nbar0\t1\t99\nbar0\t1\tbar9\t1\n".utf8).write(to: folder.appendingPathComponent("pairs.txt"))
      let missing = await InProcess.run(["evaluate", "run", "--verification", "--pairs", "pairs.txt"], in: folder)
      #expect(missing.status == 65, "\(missing.output)")
      #expect(missing.errors.contains("2 of its 3 images not found or not readable in flat (bar0 99, bar9 1)"))
      try Data("1\nbar0\t1\n".utf8).write(to: folder.appendingPathComponent("pairs.txt"))
      let invalid = await InProcess.run(["evaluate", "run", "--verification", "--pairs", "pairs.txt"], in: folder)
      #expect(invalid.status == 65 && invalid.errors.contains("pairs.txt: line 1: 1 pairs follow; expected 1 × 2 × 1"))
      let gone = await InProcess.run(["evaluate", "run", "--verification", "--pairs", "gone.txt"], in: folder)
      #expect(gone.status == 66)
    }
  }

  @Test(arguments: [
    ["--class-from", "stem"], ["--class-from", "regex:("], ["--class-from", "{x}"], ["--columns", "image"],
    ["--group-from", ""],
  ])
  func `an invalid rule is a usage error`(options: [String]) async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      for command in [
        ["data", "flat"], ["train", "--data", "flat", "--headless"], ["evaluate", "glyphs", "--data", "x"],
      ] {
        let outcome = await InProcess.run(command + options, in: folder)
        #expect(outcome.status == 64, "\(command + options): \(outcome.errors)")
      }
      let without = await InProcess.run(["train", "--headless", "--class-from", "folder"], in: folder)
      #expect(without.status == 64 && without.errors.contains("--class-from requires --data"))
    }
  }

  @Test func `--pairs is a number or a file`() throws {
    #expect(PairsArgument(argument: "15") == .drawn(15))
    #expect(PairsArgument(argument: "pairs.txt") == .list("pairs.txt"))
    #expect(throws: (any Error).self) { try Evaluate.parse(["glyphs", "--pairs", "pairs.txt"]) }
    #expect(throws: (any Error).self) { try Evaluate.parse(["glyphs", "--verification", "--pairs", "0"]) }
  }
}
