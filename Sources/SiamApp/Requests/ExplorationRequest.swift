import SiamCore
import SiamInference
import SiamRuns
import SiamData
import SiamTraining

/// A model to explore, requested on the command line, and the data to explore it on.
struct ExplorationRequest: Sendable {
  /// A run's folder, a checkpoint file, or the name of a bundled model.
  var run: String
  /// The data; nil for the data the run was trained on.
  var data: String?
  /// The groups or classes to explore; nil for all.
  var holdOut: HoldOut?
  /// The rules that name the classes of `data`; empty for those of the run.
  var labels = LabelRules()
  /// The number of compute threads; nil for one per core.
  var threads: Int?

  /// Reads the data at the model's image size and channels.
  func subject(for model: TrainedModel, _ progress: @escaping LoadingListener) throws -> ExplorationSession.Subject {
    var options = model.options(forDataAt: data, labels: labels)
    if let holdOut { options.holdOut = holdOut }
    // With the same classes in every split, no class is unseen: other images of them are explored.
    if data == nil, holdOut == nil, let split = model.recordedSplit, split.isSameClasses {
      options.restoredSplit = split
    }
    let dataset = try (data.map(RunData.path) ?? model.data).read(options, of: run, progress: progress)
    if let data { model.record(try recordedPath(data), of: dataset) }
    return ExplorationSession.Subject(dataset: dataset, isValidationOnly: holdOut != nil)
  }
}
