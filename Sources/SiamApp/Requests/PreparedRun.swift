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
    [dataset.splitNote, dataset.choice].compactMap(\.self) + dataset.problems.lines + fitNotes
      + (point?.problems ?? [])
  }

  /// A run in training.
  struct Started {
    var session: TrainingSession
    var folder: RunFolder
    /// The writer of TensorBoard logs; nil if none were requested.
    var tensorBoard: TensorBoardTask?
  }

  /// Creates the run's folder, or opens it, and starts training.
  ///
  /// - Parameter onTensorBoardError: called with a line if writing TensorBoard logs fails later.
  /// - Returns: the run.
  /// - Throws: an error about the run's folder or that of the logs; nothing has been started then.
  func start(onTensorBoardError: @escaping @Sendable (String) -> Void) throws -> Started {
    if let path = request.tensorBoard { try TensorBoardTask.makeFolder(path) }
    let folder = try folder()
    let tensorBoard = try request.tensorBoard.map { path in
      try TensorBoardTask(
        folder: TensorBoardTask.folder(in: path, run: folder.url), dataset: dataset, onError: onTensorBoardError)
    }
    let session = TrainingSession(
      recipe: recipe, dataset: dataset, folder: folder, from: point, checkpointEvery: request.checkpointEvery,
      threads: request.threads)
    return Started(session: session, folder: folder, tensorBoard: tensorBoard)
  }

  private func folder() throws -> RunFolder {
    if let resume = request.resume {
      return try RunFolder(
        resuming: URL(fileURLWithPath: resume.run), checkpointCount: request.keep,
        dataPath: try request.path.map { try recordedPath($0) })
    }
    var description = RunDescription(
      version: SiamVersion.current, recipe: recipe, data: dataset.summary, dataPath: nil)
    description.recordedDataPath = try request.path.map { try recordedPath($0) }
    if let run = request.run {
      return try RunFolder(creating: URL(fileURLWithPath: run), description, checkpointCount: request.keep)
    }
    return try RunFolder.create(
      in: URL(fileURLWithPath: request.runs), day: Date(), description, checkpointCount: request.keep)
  }
}
