import SiamRuns
import Foundation
import SiamData
import SiamCore
import SiamTraining

/// A requested run whose data has been read, ready to start.
struct PreparedRun: Sendable {
  var request: TrainingRequest
  var recipe: Recipe
  var dataset: Dataset
  /// Where a resumed run continues; nil for a new run.
  var point: ResumePoint?
  /// What was adapted to the data, one line each.
  var fitNotes: [String] = []

  /// Notes to print before the first step, one line each.
  var notes: [String] {
    [dataset.choice].compactMap(\.self) + dataset.problems.lines + fitNotes + (point?.problems ?? [])
  }

  /// Creates the run's folder, or opens it, and starts training.
  func start() throws -> (session: TrainingSession, folder: RunFolder) {
    let folder = try folder()
    let session = TrainingSession(
      recipe: recipe, dataset: dataset, folder: folder, from: point, checkpointEvery: request.checkpointEvery,
      threads: request.threads)
    return (session, folder)
  }

  /// Creates the writer of TensorBoard logs, if they were requested; `onError` is called if writing fails later.
  func tensorBoard(for folder: RunFolder, onError: @escaping @Sendable (String) -> Void) throws -> TensorBoardTask? {
    try request.tensorBoard.map { path in
      try TensorBoardTask(
        folder: TensorBoardTask.folder(in: path, run: folder.url), dataset: dataset, onError: onError)
    }
  }

  private func folder() throws -> RunFolder {
    if let resume = request.resume {
      return try RunFolder(resuming: URL(fileURLWithPath: resume.run), checkpointCount: request.keep)
    }
    let description = RunDescription(
      version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: request.path)
    if let run = request.run {
      return try RunFolder(creating: URL(fileURLWithPath: run), description, checkpointCount: request.keep)
    }
    return try RunFolder.create(
      in: URL(fileURLWithPath: request.runs), day: Date(), description, checkpointCount: request.keep)
  }
}
