import Foundation
import SiamCore
import SiamData
import SiamInference
import SiamTraining
import TestSupport
import Testing

@testable import SiamApp

/// Small data with any of the options fixed: it trains, or a message names options that help.
@Suite(.timeLimit(.minutes(30))) struct SmallSetTests {
  @Test(arguments: Array(zip(SmallSetTable.shapes.indices, SmallSetTable.shapes)))
  func `every request fits, or is refused with an option that helps`(
    _ row: Int, _ shape: SmallSetTable.Shape
  ) throws {
    let dataset = try shape.dataset()
    for arguments in SmallSetTable.share(of: SmallSetTable.requests, inRow: row) {
      let context = "\(shape) \(arguments.joined(separator: " "))"
      do {
        try Self.check(try SmallSetTable.fit(arguments, to: dataset), arguments, context)
      } catch let error as SmallDataError {
        #expect(!error.description.contains("\n") && error.description.hasPrefix("shape: "), "\(context): \(error)")
        #expect(!error.remedies.isEmpty, "\(context): \(error)")
        for remedy in error.remedies {
          let changed = try #require(SmallSetTable.applying(remedy, to: arguments), "\(context): \(error)")
          #expect(changed != arguments, "\(context): \(error)")
          do {
            try Self.check(try SmallSetTable.fit(changed, to: dataset), changed, context)
          } catch let again {
            Issue.record("\(context): \(error); then \(again)")
          }
        }
      }
    }
  }

  /// Checks that a fit can be trained on, and that what was given stayed.
  private static func check(_ fit: RecipeFit, _ arguments: [String], _ context: String) throws {
    let (recipe, dataset) = (fit.recipe, fit.dataset)
    try recipe.check(against: dataset)
    let sampler = BatchSampler(dataset: dataset, recipe: recipe)
    #expect(dataset.training.count > 1, "\(context)")
    #expect(sampler.batchClasses == recipe.batchClasses && recipe.batchClasses > 1, "\(context)")
    #expect(sampler.batch(step: 0).count == recipe.batchClasses * recipe.batchImages, "\(context)")
    #expect(dataset.validation.isEmpty || dataset.validation.count > 1, "\(context)")
    #expect(dataset.test.isEmpty || dataset.test.count > 1, "\(context)")
    let values: [(String, [Int])] = [
      ("--way", recipe.evaluation.settings.map(\.way)), ("--shot", recipe.evaluation.settings.map(\.shot)),
      ("--queries", [recipe.evaluation.queries]), ("--batch-classes", [recipe.batchClasses]),
      ("--batch-images", [recipe.batchImages]), ("--hold-out", [dataset.split.validation.count]),
    ]
    for (option, found) in values {
      guard let index = arguments.firstIndex(of: option), let given = Int(arguments[index + 1]) else { continue }
      #expect(found.allSatisfy { $0 == given }, "\(context): \(option)")
    }
  }

  @Test func `what fits trains and is evaluated`() async throws {
    let requests = [
      [], ["--shot", "1"], ["--way", "2"], ["--queries", "1", "--batch-images", "2"],
      ["--single-image-classes", "augment"], ["--batch-images", "4", "--allow-repeats"],
      ["--objective", "pair"],
    ]
    for (row, shape) in SmallSetTable.shapes.enumerated() {
      let dataset = try shape.dataset()
      for arguments in SmallSetTable.share(of: requests, inRow: row) {
        guard let fit = try? SmallSetTable.fit(arguments + ["--steps", "2", "--episodes", "3"], to: dataset) else {
          continue
        }
        var recipe = fit.recipe
        recipe.widths = [4, 4, 4, 4]
        let session = TrainingSession(recipe: recipe, dataset: fit.dataset, folder: nil, threads: 1)
        var (evaluations, isFinished, problem) = (0, false, "")
        for await event in session.events {
          switch event {
          case .evaluation: evaluations += 1
          case .finished(let report): isFinished = report.complete
          case .failed(let report): problem = report.message
          default: break
          }
        }
        #expect(isFinished, "\(shape) \(arguments): \(problem)")
        #expect(fit.dataset.validation.isEmpty || evaluations > 0, "\(shape) \(arguments)")
      }
    }
  }

  @Test func `what was adapted is said in a line each`() throws {
    func notes(_ shape: SmallSetTable.Shape, _ arguments: String...) throws -> [String] {
      try SmallSetTable.fit(arguments, to: try shape.dataset()).notes
    }
    #expect(
      try notes(.init((54, 8))) == ["9-way instead of 20-way: 9 validation classes"])
    #expect(
      try notes(.init((30, 2)), "--batch-classes", "8") == [
        "5-way instead of 20-way: 5 validation classes",
        "1 query of each class instead of 5: too few validation classes have more than 2 images",
        "2 images of each class in a batch instead of 4: too few training classes have more",
      ])
    #expect(
      try notes(.init((12, 8)), "--way", "5", "--batch-classes", "8") == [
        "5 validation classes instead of 2, as many as the episodes need"
      ])
    #expect(try notes(.init((3, 4))).first?.hasPrefix("evaluation is off: ") == true)
    #expect(
      try notes(.init((100, 1)), "--single-image-classes", "augment", "--augment", "none").suffix(2) == [
        "100 classes have 1 image, and augmented copies of it as positives",
        "augmentation is on (\(Augmentation())): copies of single images need it",
      ])
  }

  @Test(arguments: [
    (SmallSetTable.Shape((30, 2)), "--queries 5", "set --queries 1"),
    (.init((30, 2)), "--shot 3", "set --shot 1"),
    (.init((30, 2)), "--shot 3 --queries 4", "set --queries 1 and set --shot 1"),
    (.init((12, 8)), "--way 20", "set --way 6"),
    (.init((12, 8)), "--hold-out 12", "set --hold-out 10"),
    (.init((12, 8)), "--hold-out 1", "set --hold-out 2"),
    (.init((12, 8)), "--batch-classes 60", "set --batch-classes 40"),
    (.init((30, 2)), "--batch-images 4", "set --batch-images 2, or use --allow-repeats"),
    (.init((100, 1)), "", "use --single-image-classes augment"),
    (.init((5, 3)), "--split 0.6/0.2/0.2", "omit --split"),
  ]) func `a message names the option that helps most`(
    _ shape: SmallSetTable.Shape, _ arguments: String, _ remedy: String
  ) throws {
    let error = try #require(throws: SmallDataError.self) {
      try SmallSetTable.fit(arguments.split(separator: " ").map(String.init), to: try shape.dataset())
    }
    #expect(error.description.contains("; \(remedy)"), "\(error)")
  }

  @Test func `options for evaluations are said to have no effect where there are none`() throws {
    func notes(_ shape: SmallSetTable.Shape, _ arguments: String) throws -> [String] {
      try SmallSetTable.fit(arguments.split(separator: " ").map(String.init), to: try shape.dataset()).notes
    }
    let reason = "no effect: evaluation is off, as there are no validation classes"
    #expect(try notes(.init((12, 8)), "--hold-out 0 --way 20").contains("--way 20 has \(reason)"))
    #expect(
      try notes(.init((2, 10)), "--way 2 --queries 3 --episodes 9").suffix(2).first
        == "--way 2, --queries 3 and --episodes 9 have \(reason)")
    #expect(
      try notes(.init((12, 8)), "--hold-out 0 --test-hold-out 2 --queries 3 --evaluate-every 5").contains(
        "--evaluate-every 5 has \(reason)"))
    #expect(try !notes(.init((12, 8)), "--way 5 --episodes 3").contains { $0.contains("no effect") })
    #expect(try !notes(.init((12, 8)), "--hold-out 0").contains { $0.contains("no effect") })
  }

  @Test func `a message has the number of queries only where it was given`() throws {
    func message(_ arguments: String) throws -> String? {
      #expect(throws: SmallDataError.self) {
        try SmallSetTable.fit(
          arguments.split(separator: " ").map(String.init), to: try SmallSetTable.Shape((12, 8)).dataset())
      }?.problem
    }
    #expect(
      try message("--way 20")
        == "20-way 1-shot episodes need 20 validation classes with at least 2 images, and there are 2")
    #expect(
      try message("--way 20 --queries 5")
        == "20-way 1-shot episodes with 5 queries of each class need 20 validation classes with at least 6 images, "
        + "and there are 2")
  }

  @Test func `a hold-out is not advised where there are too few classes for one`() {
    let few = EvaluationClassesError.tooFew(data: "cats", unseen: 0, trained: ["a", "b"])
    #expect(
      few.description == "cats: no unseen classes to evaluate on: the model was trained on a, b; use other --data")
    let four = EvaluationClassesError.tooFew(data: "cats", unseen: 0, trained: ["a", "b", "c", "d"])
    #expect(four.description.hasSuffix("; use other --data, or train with --hold-out"))
    func message(hasOther: Bool, canHoldOut: Bool) -> String {
      EvaluationSubjectError.noClasses(run: "r", part: "test", hasOther: hasOther, canHoldOut: canHoldOut).description
    }
    #expect(
      message(hasOther: true, canHoldOut: true) == "r has no test classes; omit --split, or train with --test-hold-out")
    #expect(message(hasOther: true, canHoldOut: false) == "r has no test classes; omit --split")
    #expect(message(hasOther: false, canHoldOut: true) == "r has no test classes; train with --test-hold-out")
    #expect(message(hasOther: false, canHoldOut: false) == "r has no test classes; omit --split and give other --data")
  }

  @Test func `data of one class says how classes are made`() throws {
    let error = try #require(throws: SmallDataError.self) {
      try SmallSetTable.fit([], to: try SmallSetTable.Shape((1, 20)).dataset())
    }
    #expect(
      error.description
        == "shape: only 1 class found; at least 2 are needed; put each class in a folder of its own")
    #expect(CommandFailure(error).status == ExitStatus.invalidData)
  }
}
