public import SiamCore

extension Recipe {
  /// The fields that may change when a run resumes: its length, and what commands can change during training.
  package static let changeable: Set<String> = ["steps", "minutes", "learningRate", "margin", "miner", "evaluation"]

  /// The differences to another recipe, one per line: `learningRate: 0.002, now 0.001`.
  package func changes(to other: Recipe) -> [String] {
    let (old, new) = (fields, other.fields)
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      let (before, after) = (old[name] ?? "none", new[name] ?? "none")
      return before == after ? nil : "\(name): \(before), now \(after)"
    }
  }

  /// Checks that a run with this recipe can resume with another one.
  ///
  /// - Throws: `ResumeError.notChangeable` for the first field, by name, that differs but must not.
  public func checkResuming(as other: Recipe, run: String) throws(ResumeError) {
    let (old, new) = (fields, other.fields)
    for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] && !Self.changeable.contains(name) {
      throw .notChangeable(run, name: name, from: old[name] ?? "none", to: new[name] ?? "none")
    }
  }

  /// The JSON of each field by name.
  private var fields: [String: String] {
    // A recipe's numbers are finite, so encoding doesn't fail; a recipe that failed could be neither read nor written.
    (try? JSONFields.own(self)) ?? [:]
  }
}

/// An error that occurs when a run is resumed.
public enum ResumeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The checkpoint is inference-only.
  case notResumable(String)
  /// A setting differs that can't change during a run.
  case notChangeable(String, name: String, from: String, to: String)
  /// The data has another fingerprint.
  case otherData(String, was: String, now: String)
  /// Another process is writing the run.
  case busy(String)
  /// No checkpoint can be used, with what is wrong with the latest one.
  case noCheckpoint(String, String?)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notResumable(let path): "\(path): inference-only checkpoint; can't resume training"
    case .notChangeable(let run, let name, let from, let to):
      "\(run): \(name) can't be changed on resume (\(from) → \(to)); start a new run"
    case .otherData(let run, let was, let now):
      "\(run): the data has changed (fingerprint \(was), now \(now)); use the original images, or start a new run"
    case .busy(let run): "\(run): another siam process is writing it; wait for that to finish, or stop it"
    case .noCheckpoint(let run, let problem):
      "\(run): no checkpoint to resume from\(problem.map { " (\($0))" } ?? ""); start a new run"
    }
  }
}
