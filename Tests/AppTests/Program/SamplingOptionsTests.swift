import Foundation
import SiamMessages
import Testing

/// `--augment` and how batches are drawn, from the command line to the journal.
@Suite(.timeLimit(.minutes(30))) struct SamplingOptionsTests {
  @Test func `words for augmentation and batches are what a run journals`() async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(
      [
        "train", "--json", "--steps", "2", "--augment", "rotation=10,elastic=0.05,stroke=0.5,flip-horizontal",
        "--within-group", "0.25", "--near-classes", "0.5", "--no-quarter-turn-classes",
      ] + SiamProgram.small, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let first = try EventLines().event(String(try #require(outcome.lines.first)))
    guard case .started(let report) = first else {
      Issue.record("begins with \(first)")
      return
    }
    let expected = "rotation=10,elastic=0.05,stroke=0.5,flip-horizontal=0.5"
    #expect(report.recipe.augmentation.description == expected)
    #expect(report.recipe.withinGroupShare == 0.25)
    #expect(report.recipe.neighbourShare == 0.5)
    #expect(!report.recipe.quarterTurnClasses)
    #expect(report.recipe.sampling == .balanced)
    #expect(report.recipe.batchClasses == 4 && report.recipe.batchImages == 2)
  }

  /// What is wrong, and what the line must say.
  static let mistakes: [([String], String)] = [
    (["--augment", "wobble=3"], "'wobble' is no kind of augmentation; there are rotation, scale"),
    (["--augment", "scale=2"], "scale= takes a number of 0 to 0.9"),
    (["--augment", "none,scale=0.1"], "'none' stands alone"),
    (["--within-group", "1.5"], "--within-group must be 0 to 1"),
    (["--near-classes", "-1"], "near-classes"),
    (["--near-classes", "nan"], "--near-classes must be 0 to 1"),
    (["--within-group", "0.7", "--near-classes", "0.7"], "at most 1 together"),
    (["--sampling", "episodic", "--near-classes", "0.5"], "--sampling episodic"),
    (["--sampling", "lucky"], "lucky"),
    (["--batch-classes", "1"], "--batch-classes must be 2 to 4096"),
    (["--batch-images", "1"], "--batch-images must be 2 to 256"),
  ]

  @Test(arguments: mistakes) func `a mistake gets a line and status 64`(
    _ mistake: (arguments: [String], says: String)
  ) async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(["train", "--headless", "--steps", "1"] + mistake.arguments, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(mistake.says), "\(outcome.errors)")
  }
}
