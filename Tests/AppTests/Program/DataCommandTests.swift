import Foundation
import SiamCore
import TestSupport
import Testing

/// `siam data`, and the recorded split of a run.
@Suite(.timeLimit(.minutes(30))) struct DataCommandTests {
  /// A folder of strokes in three groups, with an image in two classes, a broken file and a class of one image.
  static func inFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    try await SiamProgram.inTemporaryFolder { folder in
      for (group, name) in ["Alpha", "Beta", "Gamma"].enumerated() {
        for item in 0..<3 {
          for image in 0..<(name == "Beta" && item == 2 ? 1 : 3 + item) {
            try stroke(
              group * 3 + item, image, to: "mine/\(name)/\("abc".dropFirst(item).prefix(1))/\(image).png", folder)
          }
        }
      }
      try stroke(0, 0, to: "mine/Gamma/a/copy.png", folder)
      try write(Data("not an image".utf8), to: "mine/Alpha/a/broken.png", folder)
      return try await body(folder)
    }
  }

  private static func stroke(_ number: Int, _ image: Int, to name: String, _ folder: URL) throws {
    let bytes = PNGFile.grey(20, 20 + image) { x, y in
      (x == 4 + number && y > 3 && y < 17) || (y == 4 + number && x > 2 + image && x < 12 + image) ? 0 : 255
    }
    try write(Data(bytes), to: name, folder)
  }

  private static func write(_ data: Data, to name: String, _ folder: URL) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  private static let options = ["--batch-images", "2", "--shot", "1", "--queries", "2"]

  @Test func `siam data describes the data on a page of 80 columns`() async throws {
    try await Self.inFolder { folder in
      let outcome = await InProcess.run(["data", "mine"] + Self.options + ["--test-hold-out", "1"], in: folder)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(outcome.output == Self.golden + "\n", "\(outcome.output)")
      #expect(outcome.lines.allSatisfy { $0.count <= 80 })
    }
  }

  private static let golden = """
    data        mine (folder): 33 images of 9 classes in 3 groups
    found       9 classes in 3 groups, from the folders group/class
    per class   1 to 5 images, median 4: ._.#.
    files       33 images of 20×20 to 20×24 pixels, 10 of them 20×20, all grey
    read as     28×28 pixels in grey, brightness inverted, as detected from the
                images; --image-size, --channels, --invert would override this
    split       validation: the last sixth by name (1 group); test: the last group
                by name of the rest
    training    1 group, 3 classes of 12 images: Alpha
    validation  1 group, 3 classes of 13 images: Gamma
    test        1 group, 2 classes of 7 images: Beta
    problem     1 class excluded from test (fewer than 3 images): Beta c (1); add
                images
    duplicates  1 image in more than one class: Alpha/a/0.png = Gamma/a/copy.png
    skipped     1 file: not an image (Alpha/a/broken.png)
    shown       images of 3 of the 9 classes

    Alpha a
                          -=----.        .=-----        .=::::::
                          .=             .=             .=
                          .=             .=             .=
                          .=             .=             .=
                          .=             .-              .


    Beta a
                             -              -              -
                          :--*--.         --*---         .-*::::
                             +              +              +
                             +              +              +
                             +              -              :


    Gamma a
                               -              =              =         -=----.
                               *              *              *         .=
                          :----#.         ----#-         .:::#::       .=
                               *              *              *         .=
                               *              =              :         .=

    """

  @Test func `--json prints the same data and nothing else`() async throws {
    try await Self.inFolder { folder in
      let outcome = await InProcess.run(["data", "mine", "--json"] + Self.options, in: folder)
      #expect(outcome.lines.count == 1, "\(outcome.errors)")
      let line = Data(outcome.output.utf8)
      let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      #expect(object["event"] as? String == "data")
      let report = try JSONDecoder().decode(DataReport.self, from: line)
      #expect(report.classes.count == 9 && report.classes[5].name == "Beta c" && report.classes[5].split == nil)
      #expect(report.data.split?.validation == ["Gamma"] && report.data.split?.unit == .group)
      #expect(report.duplicates.acrossClasses == [["Alpha/a/0.png", "Gamma/a/copy.png"]])
      #expect(report.unreadable.map(\.path) == ["Alpha/a/broken.png"])
      #expect(report.images.count == 33 && report.images.largest?.text == "20×24")
    }
  }

  @Test func `augmented images are drawn next to the original, reproducibly by seed`() async throws {
    try await Self.inFolder { folder in
      func sheet(_ augmentation: String, _ seed: String) async throws -> [Substring] {
        let outcome = await InProcess.run(
          ["data", "mine", "--examples", "2", "--augment", augmentation, "--seed", seed] + Self.options, in: folder)
        let heading = "then augmented by \(augmentation), seed \(seed)"
        #expect(outcome.output.contains(heading), "\(outcome.output)\(outcome.errors)")
        // Two rows of eight lines, and what follows the last line's end.
        return outcome.output.split(separator: "\n", omittingEmptySubsequences: false).suffix(17).map { $0 }
      }
      let turned = try await sheet("rotation=90", "1")
      let again = try await sheet("rotation=90", "1")
      #expect(again == turned)
      let other = try await sheet("rotation=90", "2")
      let still = try await sheet("none", "1")
      #expect(other != turned && still != turned)
      // The original image comes first, after the label, for any augmentation.
      func start(_ line: Substring) -> String { String(line.prefix(34)).replacing(#/ +$/#, with: "") }
      #expect(turned.map(start) == other.map(start))
    }
  }

  @Test func `a run records its split, and is evaluated on its test classes`() async throws {
    try await Self.inFolder { folder in
      let train = await InProcess.run(
        [
          "train", "--headless", "--data", "mine", "--test-hold-out", "1", "--steps", "1", "--run", "run", "--threads",
          "1",
        ]
          + ["--batch-classes", "2", "--batch-images", "2", "--way", "2", "--queries", "2", "--episodes", "3"],
        in: folder)
      #expect(train.status == 0, "\(train.errors)")
      #expect(train.output.contains("test: 2 classes of 7 images"), "\(train.output)")
      let rule = "validation: the last sixth by name (1 group); test: the last group by name of the rest"
      #expect(train.output.contains("split     \(rule); validation has Gamma; test has Beta"), "\(train.output)")

      struct Run: Decodable { var data: DataSummary }
      let run = try JSONDecoder().decode(
        Run.self, from: try Data(contentsOf: folder.appendingPathComponent("run/run.json")))
      #expect(run.data.split?.test == ["Beta"] && run.data.split?.validation == ["Gamma"])
      #expect(run.data.test == SplitSummary(classes: 2, images: 7, groups: ["Beta"]))

      let arguments = [
        "evaluate", "run", "--way", "2", "--queries", "1", "--episodes", "4", "--json", "--threads", "1",
      ]
      func evaluated(_ more: [String]) async throws -> (split: String, errors: String) {
        let outcome = await InProcess.run(arguments + more, in: folder)
        guard let line = outcome.lines.first, case .evaluation(let report) = try EventLines().event(String(line)) else {
          Issue.record("\(outcome.errors)")
          return ("", outcome.errors)
        }
        return (report.split, outcome.errors)
      }
      let byDefault = try await evaluated([])
      #expect(
        byDefault.split == "test" && byDefault.errors.contains("test       2 classes of 7 images of mine"),
        "\(byDefault.errors)")
      let validation = try await evaluated(["--split", "validation", "--data", "mine"])
      #expect(validation.split == "validation" && validation.errors.contains("validation 3 classes of 13 images"))
      let all = try await evaluated(["--data", "mine"])
      #expect(all.errors.contains("these include validation classes; use --split test"), "\(all.errors)")

      try FileManager.default.removeItem(at: folder.appendingPathComponent("mine/Beta"))
      let gone = await InProcess.run(arguments, in: folder)
      #expect(gone.status == 65 && gone.errors.contains("no longer has the group Beta of the run's split"))
    }
  }

  @Test func `names beyond ASCII are printed beside the examples as well`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      for (number, name) in ["猫", "é", "собака"].enumerated() {
        for image in 0..<2 { try Self.stroke(number, image, to: "mine/\(name)/\(image).png", folder) }
      }
      let outcome = await InProcess.run(["data", "mine"], in: folder)
      let rows = outcome.output.components(separatedBy: "\nshown ").last?.split(separator: "\n") ?? []
      for name in ["猫", "é", "собака"] { #expect(rows.contains { $0.hasPrefix(name) }, "\(outcome.output)") }
      #expect(!outcome.output.contains("?"))
    }
  }

  /// Invalid arguments, a part of the error message, and the exit status.
  static let mistakes: [(arguments: [String], named: String, status: Int32)] = [
    (["data", "nowhere"], "nowhere: no such file", 66),
    (["data", "mine/Alpha/a/broken.png"], "broken.png", 65),
    (["data", "mine", "--augment", "wobble=3"], "unknown augmentation 'wobble'", 64),
    (["data", "mine", "--augment", "none", "--json"], "--augment can't be used with --json", 64),
    (["data", "mine", "--sheet", "-1"], "sheet", 64),
    (["data", "mine", "--image-size", "2"], "--image-size must be 4 to 1024", 64),
    (["data", "mine", "--channels", "cmyk"], "cmyk", 64),
    (["data", "mine", "--format", "gif"], "gif", 64),
    (["data", "mine", "--split", "0.5/0.6"], "invalid split '0.5/0.6'", 64),
    (["data", "mine", "--split-seed", "3"], "--split-seed requires --split", 64),
    (["data", "mine", "--test-hold-out", "Delta"], "no group named Delta to hold out", 65),
    (["train", "--split", "0.8/0.2", "--hold-out", "2"], "give either --split or --hold-out", 64),
    (["train", "--split", "0.8/0.2", "--test-hold-out", "2"], "give either --split or --test-hold-out", 64),
    (["train", "--channels", "rgb"], "--channels requires --data", 64),
    (["train", "--hold-out", "Thai,Lao", "--test-hold-out", "Lao"], "Lao is in --hold-out and in --test-hold-out", 65),
    (["evaluate", "glyphs", "--side", "test"], "has no test classes", 65),
  ]

  @Test func `every usage error has one line and its status`() async throws {
    try await Self.inFolder { folder in
      for mistake in Self.mistakes {
        let outcome = await InProcess.run(mistake.arguments, in: folder)
        #expect(outcome.status == mistake.status, "\(mistake.arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(mistake.named), "\(mistake.arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty)
      }
    }
  }

  @Test func `small classes are listed and skipped, or used with --allow-repeats`() async throws {
    try await Self.inFolder { folder in
      let arguments =
        ["train", "--headless", "--data", "mine", "--hold-out", "0", "--steps", "2", "--threads", "1"]
        + ["--batch-classes", "4", "--batch-images", "4"]
      let outcome = await InProcess.run(arguments, in: folder)
      #expect(outcome.errors.contains("excluded from training (fewer than 4 images): Alpha a (3)"), "\(outcome.errors)")
      #expect(outcome.errors.contains("--allow-repeats"))
      let repeated = await InProcess.run(arguments + ["--allow-repeats"], in: folder)
      #expect(
        repeated.errors.contains("excluded from training (fewer than 2 images): Beta c (1)"), "\(repeated.errors)")
      #expect(repeated.output.contains("8 classes of 32 images"), "\(repeated.output)")
    }
  }
}
