import Foundation
import SiamCore
import TestSupport
import Testing

/// The commands that use a trained run.
@Suite(.timeLimit(.minutes(30))) struct QueryResultTests {
  /// A folder with a run of a few steps on bars of eight kinds, the last two of which it has never seen, a folder of
  /// one support set and some queries.
  static func inFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    try await trained.withCopy(body)
  }

  private static let trained = SharedFolder { folder in
    for angle in 0..<8 { for image in 0..<5 { try bar(angle, image, to: "data/bar\(angle)/\(image).png", folder) } }
    for angle in 6..<8 { try bar(angle, 0, to: "support/bar\(angle)/0.png", folder) }
    try bar(6, 1, to: "queries/first.png", folder)
    try bar(7, 1, to: "queries/second.png", folder)
    let outcome = await InProcess.run(
      ["train", "--headless", "--data", "data", "--hold-out", "2", "--steps", "4", "--run", "run"]
        + ["--batch-classes", "4", "--batch-images", "3", "--way", "2", "--queries", "2", "--episodes", "4"]
        + ["--threads", "1"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// Writes an image of a bar at an angle of `angle × 22.5` degrees; `image` moves it a little.
  static func bar(_ angle: Int, _ image: Int, to name: String, _ folder: URL) throws {
    let (x, y) = (cos(Double(angle) * .pi / 8), sin(Double(angle) * .pi / 8))
    let bytes = PNGFile.grey(28, 28) { column, row in
      let (across, down) = (Double(column) - 14, Double(row) - 14)
      return abs(across * y - down * x - Double(image) + 2) < 2 && abs(across * x + down * y) < 10 ? 0 : 255
    }
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  private static func object(_ line: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func `evaluate describes what it evaluated, and its JSON is an evaluation event`() async throws {
    try await Self.inFolder { folder in
      let arguments = ["evaluate", "run", "--data", "data", "--way", "2", "--shot", "1,2", "--queries", "2"]
      let table = await InProcess.run(arguments + ["--confusion"], in: folder)
      #expect(table.status == 0, "\(table.errors)")
      for text in ["2 classes of 10 images of data, none seen in training", "6 classes seen in training: bar0"] {
        #expect(table.output.contains(text), "\(text) in\n\(table.output)")
      }
      let json = await InProcess.run(arguments + ["--json"], in: folder)
      let events = try json.lines.map { try EventLines().event($0) }
      let shots = events.compactMap { if case .evaluation(let report) = $0 { report.shot } else { nil } }
      #expect(shots == [1, 2] && events.count == 2)
    }
  }

  @Test func `saved episodes are read back unchanged`() async throws {
    try await Self.inFolder { folder in
      let arguments = ["evaluate", "run", "--data", "data", "--way", "2", "--queries", "2", "--json"]
      let saved = await InProcess.run(arguments + ["--save-episodes", "e.json", "--seed", "9"], in: folder)
      let again = await InProcess.run(arguments + ["--episodes-from", "e.json"], in: folder)
      let other = await InProcess.run(arguments, in: folder)
      #expect(saved.output == again.output && saved.output != other.output, "\(saved.errors)\n\(again.errors)")
    }
  }

  @Test func `verification and one-shot runs print their events`() async throws {
    try await Self.inFolder { folder in
      let verified = await InProcess.run(
        ["evaluate", "run", "--data", "data", "--verification", "--pairs", "15", "--json"], in: folder)
      let verification = try Self.object(try #require(verified.lines.first))
      #expect(verification["event"] as? String == "verification")
      for name in ["accuracy", "auc", "eer", "threshold"] {
        let value = try #require(verification[name] as? Double)
        #expect((0...1).contains(value), "\(name)")
      }

      for (number, angle) in [(1, 6), (2, 7)] {
        try Self.bar(angle, 0, to: "runs/run01/training/class0\(number).png", folder)
        try Self.bar(angle, 0, to: "runs/run01/test/item0\(number).png", folder)
      }
      let labels = (1...2).map { "run01/test/item0\($0).png run01/training/class0\($0).png\n" }.joined()
      try Data(labels.utf8).write(to: folder.appendingPathComponent("runs/run01/class_labels.txt"))
      let outcome = await InProcess.run(["evaluate", "run", "--one-shot-runs", "runs", "--json"], in: folder)
      let runs = try Self.object(try #require(outcome.lines.first))
      #expect(runs["event"] as? String == "one-shot-runs" && runs["runs"] as? Int == 1)
      #expect(runs["error"] as? Double == 0, "each query equals an image of its class")
    }
  }

  @Test func `predict classifies readable queries even if others are unreadable`() async throws {
    try await Self.inFolder { folder in
      let arguments = ["predict", "run", "--support", "support"]
      let whole = await InProcess.run(arguments + ["queries"], in: folder)
      #expect(whole.status == 0, "\(whole.errors)")
      #expect(whole.lines.map { $0.split(separator: "\t").first } == ["queries/first.png", "queries/second.png"])
      #expect(whole.lines.allSatisfy { $0.split(separator: "\t").count == 4 })

      let photo = projectFolder.appending(path: "Tests/DataTests/Data/Fixtures/images/420.jpg")
      try FileManager.default.copyItem(at: photo, to: folder.appending(path: "queries/photo.JPG"))
      let mixed = await InProcess.run(arguments + ["queries"], in: folder)
      #expect(mixed.status == 0 && mixed.lines.count == 3, "\(mixed.errors)")

      try Data("not an image".utf8).write(to: folder.appendingPathComponent("bad.png"))
      let some = await InProcess.run(arguments + ["bad.png", "queries/first.png", "--json"], in: folder)
      #expect(some.status == 65 && some.errors.contains("bad.png"), "\(some.errors)")
      let result = try Self.object(try #require(some.lines.first))
      #expect(result["file"] as? String == "queries/first.png" && some.lines.count == 1)
      #expect((result["similarity"] as? Double).map { (0...1).contains($0) } == true)
      #expect(["bar6", "bar7"].contains(result["class"] as? String ?? ""))
      #expect(["bar6", "bar7"].contains(result["runnerUp"] as? String ?? ""))
    }
  }

  @Test func `compare, embed and export agree on a run and its exported copy`() async throws {
    try await Self.inFolder { folder in
      let images = ["queries/first.png", "queries/second.png"]
      let exported = await InProcess.run(["export", "run", "--output", "lean.safetensors"], in: folder)
      #expect(exported.status == 0, "\(exported.errors)")
      var compared: [SiamProgram.Outcome] = []
      for run in ["run", "lean.safetensors"] {
        compared.append(await InProcess.run(["compare", run] + images + ["--json"], in: folder))
      }
      #expect(compared[0].output == compared[1].output && compared[0].status == 0, "\(compared[0].errors)")
      let report = try Self.object(try #require(compared[0].lines.first))
      let distance = try #require(report["distance"] as? Double)
      #expect(abs((report["similarity"] as? Double ?? 9) - (1 - distance / 4)) < 1e-6)
      #expect(report["same"] is Bool)

      let embedded = await InProcess.run(["embed", "run", "queries", "--output", "v.csv"], in: folder)
      #expect(embedded.status == 0, "\(embedded.errors)")
      let rows = try String(contentsOf: folder.appendingPathComponent("v.csv"), encoding: .utf8)
        .split(separator: "\n").dropFirst().map { $0.split(separator: ",").dropFirst().compactMap { Double($0) } }
      let squared = zip(rows[0], rows[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      #expect(rows.count == 2 && abs(squared - distance) < 1e-5)
    }
  }

  @Test func `the bundled model works without training`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      for (number, angle) in [0, 4].enumerated() {
        for image in 0..<2 { try Self.bar(angle, image, to: "bars/\(number)-\(image).png", folder) }
      }
      let alike = await InProcess.run(["compare", "glyphs", "bars/0-0.png", "bars/0-1.png", "--json"], in: folder)
      let unlike = await InProcess.run(["compare", "glyphs", "bars/0-0.png", "bars/1-0.png", "--json"], in: folder)
      let reports = try [alike, unlike].map { try Self.object(try #require($0.lines.first)) }
      let distances = reports.compactMap { $0["distance"] as? Double }
      #expect(distances.count == 2 && distances[0] < distances[1], "\(alike.errors)")
      let named = await InProcess.run(["predict", "glyphs", "--support", "bars", "bars/1-1.png"], in: folder)
      #expect(named.output.hasPrefix("bars/1-1.png\t1\t"), "\(named.output)\(named.errors)")
    }
  }

  /// Invalid arguments, a part of the error message, and the exit status.
  private static let mistakes: [(arguments: [String], named: String, status: Int32)] = [
    (["evaluate", "nowhere"], "nowhere", 66),
    (["evaluate", "run", "--data", "nodata"], "nodata", 66),
    (["evaluate", "run", "--data", "data", "--way", "3"], "3-way", 65),
    (
      ["evaluate", "run", "--data", "data", "--way", "2", "--queries", "1", "--classifier", "pair-similarity"],
      "pair head", 65
    ),
    (["evaluate", "run", "--data", "data", "--way", "2", "--within-group"], "no groups", 65),
    (["evaluate", "run", "--way", "two"], "--way", 64),
    (["evaluate", "run", "--data", "data", "--way", "2", "--episodes-from", "none.json"], "none.json", 66),
    (["evaluate", "run", "--one-shot-runs", "data"], "class_labels.txt", 65),
    (["predict", "run", "--support", "support/bar6", "queries"], "one class", 65),
    (["predict", "run", "--support", "nowhere", "queries"], "nowhere", 66),
    (["predict", "run", "--support", "support", "nowhere.png"], "nowhere.png", 65),
    (["compare", "run", "queries/first.png", "nowhere.png"], "nowhere.png", 66),
    (["compare", "text", "queries/first.png", "queries/second.png"], "text", 65),
    (["embed", "run", "queries", "--output", "v.txt"], ".safetensors, .csv or .npy", 64),
    (["embed", "run", "queries", "--output", "no/such/folder/v.npy"], "v.npy", 73),
    (["embed", "run", "queries", "--output", "no\u{1B}/v.npy"], "no?/v.npy: can't be written", 73),
  ]

  @Test func `every usage error has one line and its status`() async throws {
    try await Self.inFolder { folder in
      try Data("no checkpoint".utf8).write(to: folder.appendingPathComponent("text"))
      for mistake in Self.mistakes {
        let outcome = await InProcess.run(mistake.arguments, in: folder)
        #expect(outcome.status == mistake.status, "\(mistake.arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(mistake.named), "\(mistake.arguments): \(outcome.errors)")
        #expect(outcome.output.isEmpty || mistake.arguments[0] == "evaluate")
      }
    }
  }
}
