import SiamInference
import SiamRuns
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// A training run requested on the command line: what to train, and on which data.
struct TrainingRequest: Sendable {
  var recipe: Recipe
  /// The parts of the recipe that were given explicitly, and are not fitted to the data.
  var overrides: RecipeOverrides
  /// The data; nil for the bundled glyphs.
  var path: String?
  var options: DatasetOptions
  /// The folder that holds all runs.
  var runs: String
  /// The folder of this run; nil for a new one in `runs`.
  var run: String?
  /// The run to resume. Its own recipe and data then take the place of `recipe`, `overrides`, `runs` and `run`.
  var resume: ResumeRequest?
  /// Steps between checkpoints, in addition to those after each evaluation.
  var checkpointEvery: Int?
  /// The number of recent checkpoints to keep; nil for the default.
  var keep: Int?
  /// The folder for TensorBoard's logs; nil to write none.
  var tensorBoard: String?
  /// The number of compute threads; nil for one per core.
  var threads: Int?

  /// The folder that holds the run and others beside it.
  var runsFolder: String { (resume?.run ?? run).map { RunsOption.folder(ofRun: $0, isMade: true) } ?? runs }

  /// Reads the data, fits the recipe to it, and checks that the data suffices.
  ///
  /// - Parameter progress: called now and then while images are read.
  /// - Returns: the run, ready to start.
  /// - Throws: an error about the data, the recipe or the run to resume.
  func prepare(_ progress: @escaping LoadingListener) throws -> PreparedRun {
    if let resume { return try prepare(resume, progress) }
    if let run { try RunFolder.checkDoesNotExist(URL(fileURLWithPath: run)) }
    let fit = try fitted(progress)
    try fit.recipe.check(against: fit.dataset)
    return PreparedRun(request: self, recipe: fit.recipe, dataset: fit.dataset, fitNotes: fit.notes)
  }

  /// Reads the data, and adapts the recipe and the split to each other.
  private func fitted(_ progress: @escaping LoadingListener) throws -> RecipeFit {
    var permissive = options
    permissive.toleratesFewClasses = true
    let data = path.map(RunData.path) ?? .glyphs
    let read: Dataset
    do {
      read = try data.read(permissive, of: "", progress: progress)
    } catch DataError.holdOutTooLarge, DataError.tooFewToSplit {
      // Read with another split, so that the message can name the option that helps.
      (permissive.holdOut, permissive.testHoldOut, permissive.shares) = (.last(0), .last(0), nil)
      read = try data.read(permissive, of: "", progress: progress)
    }
    return try RecipeFit(recipe, to: read, options: options, overrides: overrides)
  }

  /// Finds where the run stopped, and reads the data that it was trained on.
  private func prepare(_ resume: ResumeRequest, _ progress: @escaping LoadingListener) throws -> PreparedRun {
    let point = try ResumePoint(inRun: resume.run)
    let recipe = try point.recipe(changing: resume.changing)
    if let problem = resume.recipe.objective.marginProblem(in: recipe) {
      throw CommandFailure(message: "\(resume.run): \(problem)", status: ExitStatus.usage)
    }
    let options = options(point.recipe, point)
    let dataset = try data(of: point).read(options, of: resume.run, progress: progress)
    try point.check(dataset.summary, run: resume.run)
    var prepared = PreparedRun(request: self, recipe: recipe, dataset: dataset, point: point)
    let requests = resume.recipe.requests
    let episodes = requests.fixed.intersection([.way, .shot, .queries])
    if !episodes.isEmpty { return try fitted(prepared, options, fixed: episodes) }
    if dataset.validation.isEmpty, !requests.evaluationOptions.isEmpty {
      prepared.fitNotes = [SmallSetText.unusedEvaluation(requests.evaluationOptions)]
    }
    return prepared
  }

  /// Adapts the episodes of a resumed run to its data; the batch stays as it was.
  private func fitted(
    _ prepared: PreparedRun, _ options: DatasetOptions, fixed: Set<FittedSetting>
  ) throws -> PreparedRun {
    var (prepared, overrides) = (prepared, overrides)
    overrides.fixed = fixed.union([.batchImages])
    let fit = try RecipeFit(prepared.recipe, to: prepared.dataset, options: options, overrides: overrides)
    prepared.recipe.evaluation = fit.recipe.evaluation
    (prepared.dataset, prepared.fitNotes) = (fit.dataset, fit.notes)
    return prepared
  }

  /// The options that read a resumed run's data as it was read at first.
  private func options(_ recipe: Recipe, _ point: ResumePoint) -> DatasetOptions {
    var options = options
    let needed = DatasetOptions(recipe: recipe)
    (options.trainingImages, options.validationImages) = (needed.trainingImages, needed.validationImages)
    (options.usesSingleImages, options.supportImages) = (needed.usesSingleImages, needed.supportImages)
    options.side = point.data.width
    options.channels = Channels(count: point.data.channels)
    options.isInverted = point.isInverted
    if options.labels.isEmpty, let labels = point.data.labels {
      (options.labels, options.hasRecordedLabels) = (labels, true)
    }
    options.nameEncoding = options.nameEncoding ?? NameEncoding(recordedBy: point.data)
    // Split options given now stay: they are rejected later if they make another split.
    if options.hasDefaultSplit { options.restoredSplit = point.data.split }
    return options
  }

  /// The data to resume with: that given now, or the run's own.
  private func data(of point: ResumePoint) -> RunData {
    if let path { return .path(path) }
    return point.dataPath.map { .recorded($0, fingerprint: point.data.fingerprint) } ?? .glyphs
  }
}
