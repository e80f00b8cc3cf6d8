import Foundation
import SiamData
import SiamExport
import SiamFiles
import SiamCore

/// Writes a run's events as TensorBoard logs, on a task of its own: a slow or full disk doesn't affect training.
struct TensorBoardTask: Sendable {
  private let source: AsyncStream<TrainingEvent>.Continuation
  /// Returns whether everything was written.
  private let work: Task<Bool, Never>

  /// Creates a log in a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder of the log.
  ///   - dataset: the images that events refer to.
  ///   - onError: called with a line if writing fails later.
  /// - Throws: `ExportError.unwritable`.
  init(folder: String, dataset: Dataset, onError: @escaping @Sendable (String) -> Void) throws {
    let (events, source) = AsyncStream.makeStream(of: TrainingEvent.self)
    self.source = source
    var log = try TensorBoardLog(folder: folder, pictures: dataset.picture)
    // Moved into the task, its only user from here on.
    // Writing blocks.
    work = Task(executorPreference: TaskQueue("siam.tensorboard")) {
      do {
        for await event in events { try log.record(event) }
        return true
      } catch {
        onError("siam: \(error); no further TensorBoard logs are written")
        return false
      }
    }
  }

  /// Creates the folder that TensorBoard reads, before a run is created for it.
  ///
  /// - Throws: `ExportError.unwritable`.
  static func makeFolder(_ path: String) throws(ExportError) {
    let files = PosixFileSystem()
    do throws(FileFailure) {
      try files.makeFolders(path)
      guard FileManager.default.isWritableFile(atPath: path) else { throw FileFailure(code: EACCES, path: path) }
      guard FileKind(of: path) == .folder else { throw FileFailure(code: ENOTDIR, path: path) }
    } catch {
      throw .unwritable(path, error.creationReason)
    }
  }

  /// The folder of a run's logs: named like the run, inside the folder that TensorBoard reads.
  static func folder(in path: String, run: URL) -> String { "\(path)/\(run.standardizedFileURL.lastPathComponent)" }

  /// Queues an event for writing.
  func write(_ event: TrainingEvent) { source.yield(event) }

  /// Waits for the last write.
  ///
  /// - Returns: whether everything was written.
  func finish() async -> Bool {
    source.finish()
    return await work.value
  }
}
