import SiamData
import SiamTraining

/// What the command line asked to be explored.
struct ExplorationOrder: Sendable {
  /// A run's folder, a checkpoint file, or the name of a model that comes with siam.
  var run: String
  /// Where the images are; nil for those the run was trained on.
  var data: String?
  /// Which groups or classes to keep to; nil for all.
  var holdOut: HoldOut?
  /// Compute threads; one a core where nil.
  var threads: Int?

  /// Reads the data at the model's size and in its channels.
  func subject(for model: TrainedModel, _ progress: @escaping LoadingListener) throws -> ExplorationSession.Subject {
    var options = model.dataOptions
    if let holdOut { options.holdOut = holdOut }
    let dataset = try (data.map(RunData.path) ?? model.data).read(options, of: run, progress: progress)
    return ExplorationSession.Subject(dataset: dataset, isHeldOutOnly: holdOut != nil)
  }
}
