import Foundation
import SiamData
import SiamExport
import SiamMessages

/// Writes a run's events down for TensorBoard on a task of its own: a slow disk holds nobody up, a full one only this.
struct TensorBoardTask: Sendable {
  private let source: AsyncStream<TrainingEvent>.Continuation
  private let work: Task<Void, Never>

  /// Begins an event file in a folder.
  ///
  /// `complain` gets a line where it can't be gone on with. Throws `ExportError.unwritable`.
  init(folder: String, dataset: Dataset, complain: @escaping @Sendable (String) -> Void) throws {
    let (events, source) = AsyncStream.makeStream(of: TrainingEvent.self)
    self.source = source
    var log = try TensorBoardLog(folder: folder, pictures: dataset.picture)
    // Handed over to the task, which alone has it from here on.
    work = Task {
      do {
        for await event in events { try log.take(event) }
      } catch {
        complain("siam: \(error); TensorBoard sees no more of this run")
      }
    }
  }

  /// The folder that TensorBoard is to take for a run: below the one it looks in, with the name of the run's own.
  static func folder(in path: String, run: URL) -> String { "\(path)/\(run.standardizedFileURL.lastPathComponent)" }

  /// Takes an event up, to be written.
  func take(_ event: TrainingEvent) { source.yield(event) }

  /// Waits until everything is written.
  func finish() async {
    source.finish()
    await work.value
  }
}
