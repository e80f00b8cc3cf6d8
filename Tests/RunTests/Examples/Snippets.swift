import Foundation
import SiamCore
import SiamData
import SiamInference
import SiamRuns
import SiamTensors
import SiamTraining

// The short examples of the README and of the documentation, in functions so that they are compiled.

func trainOnGlyphs() async throws {
  var recipe = Recipe()
  recipe.steps = 500
  let session = TrainingSession(recipe: recipe, dataset: try Dataset.glyphs(), folder: nil)
  for await event in session.events {
    if case .evaluation(let report) = event { print(report.way, report.shot, report.accuracy) }
  }
}

func predictByGlyphs() throws {
  let model = try TrainedModel(opening: "glyphs")
  let support = try SupportFolder.load(path: "examples", side: model.recipe.imageSize)
  let query = try model.read("query.png")
  print(try Predictor(try ComputeContext(), model, support).predict([query]))
}

func sendCommands(to session: TrainingSession) {
  session.send(.margin(0.3))
  session.send(.pause)
  session.send(.stop)
}

func askForTriplets(_ session: TrainingSession) async {
  session.ask(.newestTriplets, number: 1)
  for await reply in session.results where reply.number == 1 { print(reply.result) }
}

func resume(_ url: URL, _ recipe: Recipe, _ dataset: Dataset) throws -> TrainingSession {
  let folder = try RunFolder(resuming: url)
  let point = try ResumePoint(inRun: url.path)
  let session = TrainingSession(recipe: recipe, dataset: dataset, folder: folder, from: point)
  return session
}
