import SiamInference
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
  /// The number of compute threads; nil for one per core.
  var threads: Int?

  /// Reads the data at the model's image size and channels.
  func subject(for model: TrainedModel, _ progress: @escaping LoadingListener) throws -> ExplorationSession.Subject {
    var options = model.dataOptions
    options.toleratesFewClasses = true
    if let holdOut { options.holdOut = holdOut }
    let dataset = try (data.map(RunData.path) ?? model.data).read(options, of: run, progress: progress)
    return ExplorationSession.Subject(dataset: dataset, isValidationOnly: holdOut != nil)
  }
}
