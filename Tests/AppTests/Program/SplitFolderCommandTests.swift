import Foundation
import SiamCore
import SiamData
import TestSupport
import Testing

@testable import SiamApp
@testable import SiamInference

/// Training and evaluating on folders that are named after splits.
@Suite(.timeLimit(.minutes(30))) struct SplitFolderCommandTests {
  /// A folder `data` with the classes `c0`… in `train` and `test`, twelve images each.
  private static let shared = SharedFolder { folder in
    for (offset, split) in ["train", "test"].enumerated() {
      for item in 0..<8 {
        for image in 0..<12 {
          let bytes = PNGFile.grey(16, 16) { x, y in
            x == item + 3 || y == (image + offset * 5) % 12 + 2 && x > item ? 0 : 255 - image - 20 * offset
          }
          let url = folder.appendingPathComponent("data/\(split)/c\(item)/\(image).png")
          try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(bytes).write(to: url)
        }
      }
    }
  }

  private static let training = [
    "train", "--headless", "--data", "data", "--steps", "2", "--run", "run", "--threads", "1", "--batch-classes", "4",
    "--batch-images", "3", "--episodes", "3",
  ]

  @Test func `siam data says what the splits are and how they are used`() async throws {
    try await Self.shared.withCopy { folder in
      let outcome = await InProcess.run(["data", "data", "--examples", "0"], in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      for line in [
        "data        data (folder): 192 images of 8 classes",
        "found       2 splits × 8 classes, from the folders train and test",
        "per class   24 images", "training    6 classes of 72 images: c0, c1, c2, c3, c4, c5",
        "validation  2 classes of 48 images: c6, c7", "test        none",
      ] { #expect(outcome.output.contains(line + "\n"), "\(outcome.output)") }
      #expect(outcome.output.contains("no image of a test split is trained on"))
      let json = await InProcess.run(["data", "data", "--json", "--same-classes"], in: folder)
      let report = try JSONDecoder().decode(DataReport.self, from: Data(json.output.utf8))
      #expect(report.recognition == "2 splits × 8 classes, from the folders train and test" && report.classCount == 8)
      #expect(report.note == "the same classes are trained on and evaluated, with different images")
      #expect(report.data.training.images == 80 && report.data.validation.images == 16 && report.data.test.images == 96)
      #expect(report.data.split?.isSameClasses == true)
    }
  }

  @Test func `training reports the splits in a line, and leaves the test images out`() async throws {
    try await Self.shared.withCopy { folder in
      let outcome = await InProcess.run(Self.training, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.contains("siam: 2 splits × 8 classes, from the folders train and test; "), "\(outcome.errors)")
      #expect(
        outcome.output.contains("6 classes of 72 images; validation: 2 classes of 48 images"), "\(outcome.output)")
      let evaluated = await InProcess.run(
        ["evaluate", "run", "--way", "2", "--episodes", "3", "--threads", "1"], in: folder)
      #expect(evaluated.output.contains("validation 2 classes of 48 images of data, none seen in training"))
      #expect(!evaluated.output.contains("same classes"))
    }
  }

  @Test func `the same classes are evaluated with other images, and every result says so`() async throws {
    try await Self.shared.withCopy { folder in
      let train = await InProcess.run(Self.training + ["--same-classes"], in: folder)
      #expect(train.status == 0, "\(train.errors)")
      #expect(train.output.contains("split     same classes in training and evaluation: "), "\(train.output)")
      #expect(train.output.contains("3 episodes, same classes"), "\(train.output)")
      let resumed = await InProcess.run(
        ["train", "--headless", "--resume", "run", "--steps", "4", "--threads", "1"], in: folder)
      #expect(resumed.status == 0 && resumed.output.contains("step 4"), "\(resumed.errors)")
      let other = await InProcess.run(
        ["train", "--headless", "--resume", "run", "--steps", "6", "--threads", "1", "--hold-out", "2"], in: folder)
      #expect(other.status == 65, "\(other.errors)")

      let arguments = ["evaluate", "run", "--way", "4", "--episodes", "3", "--threads", "1"]
      let test = await InProcess.run(arguments, in: folder)
      #expect(
        test.output.contains("test       8 classes of 96 images of data, the same classes as in training"),
        "\(test.output)\(test.errors)")
      let validation = await InProcess.run(
        arguments + ["--split", "validation", "--queries", "2", "--json"], in: folder)
      let line = try #require(validation.lines.first, "\(validation.errors)")
      guard case .evaluation(let report) = try EventLines().event(String(line)) else {
        Issue.record("not an evaluation: \(line)")
        return
      }
      #expect(report.isSameClasses && report.split == "validation")
      let pairs = await InProcess.run(arguments + ["--verification", "--pairs", "10", "--json"], in: folder)
      #expect(pairs.output.contains(#""sameClasses":true"#), "\(pairs.output)\(pairs.errors)")
      // Episodes that were saved are read again.
      let saved = await InProcess.run(arguments + ["--save-episodes", "episodes.json"], in: folder)
      let read = await InProcess.run(arguments + ["--episodes-from", "episodes.json"], in: folder)
      #expect(read.status == 0 && saved.lines.last == read.lines.last, "\(read.errors)")
      let elsewhere = await InProcess.run(arguments + ["--data", folder.path + "/data"], in: folder)
      #expect(elsewhere.output.contains("test       8 classes of 96 images of data, the same classes as in training"))
      let runs = await InProcess.run(["runs", "list", "--runs", ".", "--json"], in: folder)
      #expect(runs.output.contains("data, same classes"), "\(runs.output)")
    }
  }

  @Test func `exploring a run of the same classes shows test images, with support images from training`() async throws {
    try await Self.shared.withCopy { folder in
      let data = folder.path + "/data"
      let train = await InProcess.run(
        ["train", "--headless", "--data", data, "--same-classes", "--steps", "1", "--run", "run", "--threads", "1"]
          + ["--batch-classes", "4", "--batch-images", "3", "--episodes", "3"], in: folder)
      #expect(train.status == 0, "\(train.errors)")
      let model = try TrainedModel(opening: folder.path + "/run")
      let request = ExplorationRequest(run: folder.path + "/run", data: nil, holdOut: nil, threads: 1)
      let subject = try request.subject(for: model) { _ in }
      let explored = try EvaluationClasses(subject.dataset, unseenBy: model)
      #expect(explored.classes == subject.dataset.test && explored.classes.count == 8 && explored.trained.isEmpty)
      let query = EpisodeQuery(setting: EpisodeSetting(way: 3, shot: 10), queries: 12, seed: 4)
      let episode = try EpisodeDrawer(dataset: subject.dataset, classes: explored.classes).draw(query)
      for (item, (support, queries)) in zip(episode.classes, zip(episode.support, episode.queries)) {
        #expect(Set(queries) == Set(subject.dataset.images(of: item.id)))
        #expect(Set(support) == Set(subject.dataset.supportImages(of: item.id)) && support.count == 10)
        #expect(subject.dataset.training.contains(subject.dataset.classID(of: support[0])))
      }
    }
  }

  @Test func `the same classes can't be split`() async throws {
    try await Self.shared.withCopy { folder in
      for option in [["--hold-out", "2"], ["--test-hold-out", "2"], ["--split", "0.5/0.5"]] {
        let outcome = await InProcess.run(["data", "data", "--same-classes"] + option, in: folder)
        #expect(outcome.status == 64 && outcome.errors.contains("--same-classes has no validation classes to choose"))
      }
    }
  }

  /// Data that can't be trained on, and a part of the message.
  private static let mistakes: [(files: [String], message: String)] = [
    (["one/0.png", "one/1.png"], "only 1 class found; at least 2 are needed; put each class in a folder of its own"),
    (["train/0.png", "test/1.png"], "2 images without class folders; put each class in a folder of its own"),
  ]

  @Test func `a message about data says what to do`() async throws {
    try await SiamProgram.inTemporaryFolder { folder in
      for (number, mistake) in Self.mistakes.enumerated() {
        for file in mistake.files {
          let url = folder.appendingPathComponent("set\(number)/\(file)")
          try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
          try Data(PNGFile.grey(8, 8) { x, y in x * y }).write(to: url)
        }
        let outcome = await InProcess.run(
          ["train", "--headless", "--data", "set\(number)", "--batch-images", "2", "--steps", "1"], in: folder)
        #expect(outcome.status == 65 && outcome.errors.contains(mistake.message), "\(outcome.errors)")
      }
      try Data("path,class\nno/a.png,a\nno/b.png,b\n".utf8).write(to: folder.appendingPathComponent("list.csv"))
      let list = await InProcess.run(["train", "--headless", "--data", "list.csv", "--steps", "1"], in: folder)
      #expect(
        list.status == 65 && list.errors.contains("paths in a list are relative to its folder, or to --root"),
        "\(list.errors)")
      #expect(list.errors.contains("none of the 2 listed files could be used: 2 × no such file or directory"))
      let root = await InProcess.run(
        ["train", "--headless", "--data", "list.csv", "--root", "set0", "--steps", "1"], in: folder)
      #expect(root.errors.contains("set0/no/a.png: paths in the list are relative to --root"), "\(root.errors)")
    }
  }
}
