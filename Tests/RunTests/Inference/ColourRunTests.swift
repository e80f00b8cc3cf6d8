import Foundation
import SiamData
import SiamCore
import SiamTensors
import TestSupport
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Classes that differ only in their colour, from the file to the prediction.
@Suite(.timeLimit(.minutes(30))) struct ColourRunTests {
  private static let side = 16
  private static let validationClasses = "hue000,hue090,hue180,hue270"

  /// Makes a folder of discs in twelve hues, of random size, position and brightness; all hues are equally bright.
  private static func folder() throws -> URL {
    let folder = RunFolderTests.temporary()
    var generator = SeededGenerator(seed: 5, purpose: .sampling)
    for hue in stride(from: 0, to: 360, by: 30) {
      let name = "hue" + String(repeating: "0", count: 3 - "\(hue)".count) + "\(hue)"
      let url = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      for image in 0..<6 {
        try Data(disc(hue: Double(hue), &generator)).write(to: url.appendingPathComponent("\(image).png"))
      }
    }
    return folder
  }

  private static func disc(hue: Double, _ generator: inout SeededGenerator) -> [UInt8] {
    let (x, y) = (5 + 6 * Double(generator.uniform()), 5 + 6 * Double(generator.uniform()))
    let (radius, luma) = (3 + 3 * Double(generator.uniform()), 100 + 50 * Double(generator.uniform()))
    // BT.601: blue and red differences of constant size, so that the luma is independent of the hue.
    let (blue, red) = (55 * cos(hue * .pi / 180), 55 * sin(hue * .pi / 180))
    let color = [luma + 1.402 * red, luma - 0.344_136 * blue - 0.714_136 * red, luma + 1.772 * blue]
    return PNGFile.rgb(side, side) { column, row in
      let isInside = hypot(Double(column) + 0.5 - x, Double(row) + 0.5 - y) < radius
      return isInside ? color.map { Int($0.rounded()) } : [0, 0, 0]
    }
  }

  private static func dataset(_ path: String, _ channels: Channels) throws -> Dataset {
    var options = DatasetOptions()
    (options.side, options.channels, options.isInverted) = (side, channels, false)
    options.holdOut = HoldOut(argument: validationClasses)
    return try Dataset.load(path: path, options: options)
  }

  private static var recipe: Recipe {
    var recipe = Recipe()
    recipe.widths = [16, 16, 16, 16]
    (recipe.batchClasses, recipe.batchImages, recipe.steps) = (8, 4, 60)
    recipe.evaluation.every = 1_000
    recipe.evaluation.settings = [EpisodeSetting(way: 4, shot: 1)]
    (recipe.evaluation.queries, recipe.evaluation.finalEpisodes) = (3, 100)
    return recipe
  }

  /// Trains, and returns the evaluation on unseen classes.
  private static func accuracy(_ dataset: Dataset, _ folder: RunFolder?) async throws -> EvaluationReport {
    let session = TrainingSession(
      recipe: recipe.fitted(to: dataset), dataset: dataset, folder: folder, threads: 1)
    var last: EvaluationReport?
    for await event in session.events {
      if case .evaluation(let report) = event { last = report }
      if case .failed(let report) = event { Issue.record("\(report.message)") }
    }
    return try #require(last)
  }

  @Test func `unseen colours are classified in colour, and at chance in grey`() async throws {
    let (data, run) = (try Self.folder(), RunFolderTests.temporary())
    defer { for url in [data, run] { try? FileManager.default.removeItem(at: url) } }
    let (rgb, grey) = (try Self.dataset(data.path, .rgb), try Self.dataset(data.path, .grey))
    let folder = try RunFolder(
      creating: run,
      RunDescription(version: "test", recipe: Self.recipe, data: rgb.summary, dataPath: data.path))
    let coloured = try await Self.accuracy(rgb, folder)
    let collapsed = try await Self.accuracy(grey, nil)
    #expect(coloured.accuracy > 0.8, "in colour \(coloured.accuracy)")
    #expect(abs(collapsed.accuracy - 0.25) < 0.1, "in grey \(collapsed.accuracy)")
    try await TrainedModelTests.computing { context in try Self.ask(run, data, context) }
  }

  /// Checks that the restored model reads files and data in colour, and rejects another number of channels.
  private static func ask(_ run: URL, _ data: URL, _ context: ComputeContext) throws {
    let model = try TrainedModel(opening: run.path)
    #expect(model.channels == .rgb && model.imageSize == side && model.fileInversion == false)
    let unseen = try EvaluationClasses(Dataset.load(path: data.path, options: model.dataOptions), unseenBy: model)
    #expect(unseen.dataset.channels == .rgb && unseen.classes.count == 4)
    let near = try model.compare(
      try model.read(data.path + "/hue090/0.png"), try model.read(data.path + "/hue090/1.png"), context)
    let far = try model.compare(
      try model.read(data.path + "/hue090/0.png"), try model.read(data.path + "/hue270/1.png"), context)
    #expect(near.distance < far.distance)
    var order = EvaluationOptions()
    (order.episodes, order.queries) = (20, 2)
    let evaluator = try ModelEvaluator(context, model, unseen, order)
    let setting = EpisodeSetting(way: 4, shot: 1)
    let report = try evaluator.evaluate(setting, try evaluator.episodes(setting)).report
    #expect(report.accuracy > 0.7)
    let snapshot = try EmbeddingSnapshot(context, of: model.network, dataset: unseen.dataset)
    snapshot.update(from: model.network, step: 1, embedding: 1, isTraining: false)
    #expect(throws: QueryError.wrongSize(values: 256, channels: .rgb, width: side, height: side)) {
      try snapshot.table(of: [.pixels([UInt8](repeating: 0, count: side * side))])
    }
  }
}
