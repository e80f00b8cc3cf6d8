internal import Foundation
internal import SiamFiles
public import SiamMessages

extension RunSummary {
  /// Looks at a run's folder: its `run.json`, the end of its journal, the head of its last checkpoint, the sizes of its
  /// files.
  ///
  /// A run that is being written goes on undisturbed. A folder that is no run, or can't be read, says so.
  ///
  /// - Parameter path: the folder's path, which the summary keeps as it is.
  public init(of path: String) {
    let url = URL(fileURLWithPath: path)
    self.init(name: url.standardizedFileURL.lastPathComponent, path: path)
    let contents = FolderContents(of: path)
    let checkpoints = contents.entries.map(\.path).filter { $0.hasPrefix("checkpoints/") }
    size = RunSize(bytes: contents.bytes, checkpointBytes: contents.bytes(of: checkpoints))
    guard FileManager.default.fileExists(atPath: path + "/run.json") else {
      problem = "holds no run.json, so it is no run of siam"
      return
    }
    do throws(ModelError) {
      let description = try RunDescription(in: url)
      settings = RunSettings(
        data: description.data.name, objective: description.recipe.objective,
        encoder: description.recipe.encoder.title)
      started = description.started
      figures.plannedSteps = description.plannedSteps
      read(RunJournal.path(in: path), description)
      figures.best = best(of: description, in: path) ?? figures.best
    } catch {
      problem = error.reason
    }
  }

  /// Takes in what the journal tells; one that can't be read tells nothing, and its reason is said.
  private mutating func read(_ journal: String, _ description: RunDescription) {
    let files = SystemFiles()
    let setting = description.data.validation.classes > 0 ? description.recipe.evaluation.settings.last : nil
    do throws(FileFailure) {
      let file = try files.open(journal, .read)
      // Looked at first: who holds the lock now has not had the last word yet, whatever is read later.
      let isRunning = try files.isLocked(file)
      written = modificationTime(of: journal).map(Instant.init)
      let tail = try JournalTail(of: file, files: files, setting: setting)
      take(tail)
      state = isRunning ? .running : state(tail.ending)
    } catch {
      state = .crashed
      problem = "events.jsonl can't be read: \(error.reason)"
    }
  }

  private mutating func take(_ tail: JournalTail) {
    figures.steps = tail.step?.step ?? 0
    figures.loss = tail.step?.loss
    figures.seconds = tail.step?.seconds
    figures.imagesPerSecond = tail.step?.imagesPerSecond
    figures.accuracies = tail.evaluations.map(RunAccuracy.init)
    figures.best = tail.best.map(RunAccuracy.init)
    figures.auc = tail.evaluations.last?.auc
    figures.eer = tail.evaluations.last?.eer
    if case .finished(let report) = tail.ending {
      figures.steps = report.step
      figures.seconds = report.seconds
      figures.imagesPerSecond = report.imagesPerSecond
    }
  }

  private mutating func state(_ ending: JournalTail.Ending?) -> RunState {
    switch ending {
    case .finished(let report): return report.complete ? .finished : .stopped
    case .failed(let report):
      problem = report.message
      return .crashed
    case nil: return .crashed
    }
  }

  /// The best examination of the whole run, as its last checkpoint keeps it; nil where none kept so is better than the
  /// newest ones.
  private func best(of description: RunDescription, in path: String) -> RunAccuracy? {
    guard let setting = description.recipe.evaluation.settings.last,
      let checkpoint = try? Checkpoint(reading: path + "/checkpoints/last.safetensors", leavingOut: ""),
      let best = (try? checkpoint.described())?.progress?.best, best.accuracy > figures.best?.accuracy ?? -1
    else { return nil }
    return RunAccuracy(step: best.step, way: setting.way, shot: setting.shot, accuracy: best.accuracy)
  }
}

extension ModelError {
  /// What is wrong, for a list that says of which run.
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
  (try? FileManager.default.attributesOfItem(atPath: path))?[.modificationDate] as? Date
}
