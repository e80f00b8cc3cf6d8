import Foundation
import SiamCore
import SiamData
import SiamRuns
import SiamTraining

/// Trains on a folder of images, with one folder per class, and saves the run.
func train(on images: String, savingTo run: URL, steps: Int = 500) async throws {
  var recipe = Recipe(objective: .triplet)
  recipe.steps = steps
  let dataset = try Dataset.load(path: images, options: DatasetOptions(recipe: recipe))
  recipe = recipe.fitted(to: dataset)
  let description = RunDescription(
    version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: images)
  let session = TrainingSession(
    recipe: recipe, dataset: dataset, folder: try RunFolder(creating: run, description))
  for await event in session.events {
    switch event {
    case .step(let report): print("step \(report.step): loss \(report.loss)")
    case .evaluation(let report): print("\(report.way)-way accuracy \(report.accuracy) ± \(report.interval95)")
    case .failed(let report): print(report.message)
    default: break
    }
  }
}
