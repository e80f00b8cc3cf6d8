import Foundation
import SiamData
import SiamMessages
import SiamTraining

/// What the command line asked to be trained, and on what.
struct TrainingOrder: Sendable {
  var recipe: Recipe
  /// What of the recipe was asked for, and is not fitted to the data.
  var asked: RecipeRequests
  /// Nil for the bundled glyphs.
  var path: String?
  var options: DatasetOptions
  var runs: String
  var run: String?
  /// A run to go on with; the rest but for the last three is then the run's own.
  var resume: ResumeOrder?
  var checkpointEvery: Int?
  var keep: Int?
  /// Where TensorBoard looks for runs; nil to write nothing for it.
  var tensorBoard: String?
  var threads: Int?

  /// The folder that keeps the run beside others.
  var runsFolder: String { (resume?.run ?? run).map { RunsOption.folder(ofRun: $0, isMade: true) } ?? runs }

  /// Reads the data, and sees that it has what the recipe needs; what nobody asked for is fitted to what it has.
  ///
  /// - Parameter progress: told now and then how far the reading is.
  /// - Returns: what can be started.
  /// - Throws: what is wrong with the data, the recipe or the run that is to be gone on with.
  func prepare(_ progress: @escaping LoadingListener) throws -> PreparedRun {
    if let resume { return try prepare(resume, progress) }
    if let run { try RunFolder.checkIsFree(URL(fileURLWithPath: run)) }
    let dataset = try dataset(at: path, options, progress)
    let recipe = recipe.fitted(to: dataset, keeping: asked)
    try recipe.check(against: dataset)
    return PreparedRun(order: self, recipe: recipe, dataset: dataset)
  }

  /// Finds where the run goes on, and reads the very data it had.
  private func prepare(_ resume: ResumeOrder, _ progress: @escaping LoadingListener) throws -> PreparedRun {
    let description = try RunDescription(in: URL(fileURLWithPath: resume.run))
    let point = try ResumePoint(inRun: resume.run)
    let recipe = resume.changing(description.recipe)
    try point.recipe.checkResuming(as: recipe, run: resume.run)
    let dataset = try dataset(at: path ?? description.dataPath, options(recipe, point), progress)
    try point.check(dataset.summary, run: resume.run)
    return PreparedRun(order: self, recipe: recipe, dataset: dataset, point: point)
  }

  /// What made the run's data what it is.
  private func options(_ recipe: Recipe, _ point: ResumePoint) -> DatasetOptions {
    var options = options
    let needed = DatasetOptions(recipe: recipe)
    (options.trainingImages, options.validationImages) = (needed.trainingImages, needed.validationImages)
    options.side = point.data.width
    options.channels = Channels(count: point.data.channels)
    options.isInverted = point.isInverted
    // A split that is asked for now is refused where it is another.
    if options.hasUsualSplit { options.remade = point.data.split }
    return options
  }

  private func dataset(
    at path: String?, _ options: DatasetOptions, _ progress: @escaping LoadingListener
  ) throws -> Dataset {
    if let path {
      try Dataset.load(path: try dataPath(path), options: options, progress: progress)
    } else {
      try Dataset.glyphs(options: options)
    }
  }
}

extension DatasetOptions {
  /// What made a run's data what it is; `holdOut` is for runs that didn't keep their split.
  init(remaking data: DataSummary, recipe: Recipe, holdOut: HoldOut = .standard, isInverted: Bool?) {
    self.init(recipe: recipe, holdOut: holdOut)
    side = data.width
    channels = Channels(count: data.channels)
    self.isInverted = isInverted
    remade = data.split
  }
}

/// What the command line asked to be gone on with.
struct ResumeOrder: Sendable {
  /// The run's folder.
  var run: String
  /// What was asked for now, put into the recipe the run has had.
  var changing: @Sendable (Recipe) -> Recipe
}

/// An order whose data has been read.
struct PreparedRun: Sendable {
  var order: TrainingOrder
  var recipe: Recipe
  var dataset: Dataset
  /// Where the run goes on; nil where it begins.
  var point: ResumePoint?

  /// What is to be said before the first step, a line each.
  var remarks: [String] { [dataset.choice].compactMap(\.self) + dataset.problems.lines + (point?.problems ?? []) }

  /// Makes the run's folder, or opens it, and starts training.
  func start() throws -> (session: TrainingSession, folder: RunFolder) {
    let folder = try folder()
    let session = TrainingSession(
      recipe: recipe, dataset: dataset, folder: folder, from: point, checkpointEvery: order.checkpointEvery,
      threads: order.threads)
    return (session, folder)
  }

  /// What writes the run down for TensorBoard, where that was asked for.
  func tensorBoard(for folder: RunFolder, complain: @escaping @Sendable (String) -> Void) throws -> TensorBoardTask? {
    try order.tensorBoard.map { path in
      try TensorBoardTask(
        folder: TensorBoardTask.folder(in: path, run: folder.url), dataset: dataset, complain: complain)
    }
  }

  private func folder() throws -> RunFolder {
    if let resume = order.resume {
      return try RunFolder(resuming: URL(fileURLWithPath: resume.run), keeping: order.keep)
    }
    let description = RunDescription(
      version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: order.path)
    if let run = order.run {
      return try RunFolder(creating: URL(fileURLWithPath: run), description, keeping: order.keep)
    }
    return try RunFolder.create(in: URL(fileURLWithPath: order.runs), day: Date(), description, keeping: order.keep)
  }
}
