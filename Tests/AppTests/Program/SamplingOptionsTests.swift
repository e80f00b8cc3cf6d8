import Foundation
import SiamCore
import Testing

/// The options for augmentation and batches, from the command line to the journal.
@Suite(.timeLimit(.minutes(30))) struct SamplingOptionsTests {
  @Test func `options for augmentation and batches are journaled`() async throws {
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

  /// Invalid arguments, and a part of the error message.
  static let mistakes: [([String], String)] = [
    (["--augment", "wobble=3"], "unknown augmentation 'wobble' (available: rotation, scale"),
    (["--augment", "scale=2"], "scale must be between 0 and 0.9"),
    (["--augment", "none,scale=0.1"], "'none' can't be combined"),
    (["--within-group", "1.5"], "--within-group must be 0 to 1"),
    (["--near-classes", "-1"], "near-classes"),
    (["--near-classes", "nan"], "--near-classes must be 0 to 1"),
    (["--within-group", "0.7", "--near-classes", "0.7"], "must not add up to more than 1"),
    (["--sampling", "episodic", "--near-classes", "0.5"], "require --sampling balanced"),
    (["--sampling", "lucky"], "lucky"),
    (["--batch-classes", "1"], "--batch-classes must be 2 to 4096"),
    (["--batch-images", "1"], "--batch-images must be 2 to 256"),
  ]

  @Test(arguments: mistakes) func `a usage error has one line and status 64`(
    _ mistake: (arguments: [String], says: String)
  ) async throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = await InProcess.run(["train", "--headless", "--steps", "1"] + mistake.arguments, in: folder)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(mistake.says), "\(outcome.errors)")
  }
}
