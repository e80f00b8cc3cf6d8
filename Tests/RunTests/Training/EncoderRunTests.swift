import SiamCore
import SiamNetworks
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Runs of encoders other than conv4.
@Suite(.timeLimit(.minutes(30))) struct EncoderRunTests {
  private static let encoders: [(specification: String, widths: [Int]?)] = [
    ("conv4", [5, 8]), ("resnet12", [4, 5, 6]),
    ("conv 8 5 pad 2, leaky 0.1, pool 3, residual (norm, relu, conv 8 3), average, linear 12, sigmoid", nil),
  ]

  @Test(arguments: encoders, Objective.allCases)
  func `every encoder trains and evaluates reproducibly`(
    _ encoder: (specification: String, widths: [Int]?), _ objective: Objective
  ) async throws {
    var recipe = SmallData.recipe(objective, steps: 2)
    recipe.evaluation.every = 1
    recipe.encoder = EncoderSpec(rawValue: encoder.specification)
    recipe.widths = encoder.widths
    let events = try await TrainingSessionTests.events(recipe)
    var evaluations = 0
    for event in events {
      if case .step(let report) = event { #expect(report.loss.isFinite && report.gradientNorm > 0) }
      if case .evaluation = event { evaluations += 1 }
    }
    #expect(evaluations == 2)
    guard case .finished = try #require(events.last) else {
      Issue.record("ends with \(events[events.count - 1])")
      return
    }
    // The parts of each objective are trained twice in `TrainingSessionTests`.
    guard objective == .triplet || objective == .pair else { return }
    let again = try await TrainingSessionTests.events(recipe)
    #expect(events.map(TrainingSessionTests.timeless) == again.map(TrainingSessionTests.timeless))
  }

  @Test func `koch compares by a weighted distance, other encoders through a hidden layer`() throws {
    var recipe = Recipe(objective: .pair)
    recipe.encoder = .koch
    recipe.widths = [4, 4, 4, 1]
    let koch = try Network(recipe, channels: 1, height: 105, width: 105)
    let head = koch.parameters.shapes.filter { $0.name.hasPrefix("head") }
    #expect(head == [ParameterShape("head.0.weight", [1, 4096]), ParameterShape("head.0.bias", [1])])
    recipe.encoder = .conv4
    let conv4 = try Network(recipe, channels: 1, height: 105, width: 105)
    #expect(conv4.parameters.shapes.contains(ParameterShape("head.1.weight", [1, 64])))
  }

  @Test func `an encoder that does not fit the images is rejected before training`() throws {
    var recipe = SmallData.recipe()
    recipe.encoder = .koch
    #expect(throws: EncoderError.self) { try recipe.check(against: try SmallData.dataset()) }
    #expect(throws: EncoderError.self) { try Network(recipe, channels: 1, height: 28, width: 28) }
  }
}
