import Foundation
import SiamFiles
public import SiamCore

extension RunSummary {
  /// Summarizes a run's folder from its `run.json`, the end of its journal, the header of its last checkpoint and the
  /// sizes of its files.
  ///
  /// A process that is writing the run isn't disturbed. If the folder is not a run, or can't be read, `problem` says
  /// why.
  ///
  /// - Parameter path: the folder's path, which the summary has unchanged.
  public init(of path: String) {
    let url = URL(fileURLWithPath: path)
    self.init(name: url.standardizedFileURL.lastPathComponent, path: path)
    let contents = FolderContents(of: path)
    let checkpoints = contents.entries.map(\.path).filter { $0.hasPrefix("checkpoints/") }
    size = DiskUsage(bytes: contents.bytes, checkpointBytes: contents.bytes(of: checkpoints))
    guard FileManager.default.fileExists(atPath: path + "/run.json") else {
      problem = "not a siam run (no run.json)"
      return
    }
    do throws(ModelError) {
      let description = try RunDescription(in: url)
      settings = RunSettings(
        data: description.data.label, objective: description.recipe.objective,
        encoder: description.recipe.encoder.title)
      started = description.started
      metrics.plannedSteps = description.plannedSteps
      readJournal(of: description)
      metrics.best = best(of: description, in: path) ?? metrics.best
    } catch {
      problem = error.reason
    }
  }

  /// Reads the results in the journal; if it can't be read, `problem` says why.
  private mutating func readJournal(of description: RunDescription) {
    let setting = description.data.validation.classes > 0 ? description.recipe.evaluation.settings.last : nil
    do throws(FileFailure) {
      let journal = try Journal(inRun: path)
      // Check the lock before reading: a process that holds it now may still append a last event.
      let isRunning = try journal.isBeingWritten()
      written = modificationTime(of: journal.path).map(Instant.init)
      let tail = try JournalTail(of: journal, setting: setting)
      apply(tail)
      state = isRunning ? .running : state(tail.ending)
    } catch {
      state = .crashed
      problem = "\(Journal.fileName) can't be read: \(error.reason)"
    }
  }

  private mutating func apply(_ tail: JournalTail) {
    metrics.steps = tail.step?.step ?? 0
    metrics.loss = tail.step?.loss
    metrics.seconds = tail.step?.seconds
    metrics.imagesPerSecond = tail.step?.imagesPerSecond
    metrics.accuracies = tail.evaluations.map(RunAccuracy.init)
    metrics.best = tail.best.map(RunAccuracy.init)
    metrics.auc = tail.evaluations.last?.auc
    metrics.eer = tail.evaluations.last?.eer
    if case .finished(let report) = tail.ending {
      metrics.steps = report.step
      metrics.seconds = report.seconds
      metrics.imagesPerSecond = report.imagesPerSecond
    }
  }

  private mutating func state(_ ending: JournalTail.Ending?) -> RunState {
    switch ending {
    case .finished(let report):
      if let unsaved = report.unsaved {
        problem = "not saved: \(unsaved)"
        return .crashed
      }
      return report.complete ? .finished : .stopped
    case .failed(let report):
      problem = report.message
      return .crashed
    case nil: return .crashed
    }
  }

  /// The best evaluation of the whole run, which the last checkpoint stores, or nil if it isn't better than the latest.
  private func best(of description: RunDescription, in path: String) -> RunAccuracy? {
    guard let setting = description.recipe.evaluation.settings.last,
      // Without a valid last checkpoint, the best of the latest evaluations is the best one known.
      let checkpoint = try? Checkpoint.Description(ofFile: path + "/checkpoints/last.safetensors"),
      let best = checkpoint.progress?.best, best.accuracy > metrics.best?.accuracy ?? -1
    else { return nil }
    return RunAccuracy(step: best.step, way: setting.way, shot: setting.shot, accuracy: best.accuracy)
  }
}

extension ModelError {
  /// The reason without the path of the run, for a list of runs.
  fileprivate var reason: String {
    switch self {
    case .unreadable(let path, let reason): "\(name(path)) can't be read: \(reason)"
    case .malformed(let path, let reason): "\(name(path)): \(reason)"
    default: description
    }
  }

  private func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }
}

private func modificationTime(of path: String) -> Date? {
  // The summary has no time if the journal was removed meanwhile.
  (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
}
