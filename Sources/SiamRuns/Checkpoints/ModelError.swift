import SiamCore
import SiamData

/// An error that occurs when a model or a run is opened.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Neither a file nor a bundled model has the name.
  case notFound(String, bundled: String? = nil)
  /// The folder has no `run.json`.
  case notARun(String)
  /// The run's folder has no checkpoint.
  case noCheckpoint(String)
  /// The file can't be read, for the system's reason.
  case unreadable(String, String)
  /// The file is not valid, with what is wrong with it.
  case malformed(String, String)
  /// A tensor doesn't have the shape that the recipe's network needs.
  case otherShape(String, String, found: [Int], expected: [Int])
  /// The model has no similarity threshold.
  case noThreshold(String)

  /// Whether the input is missing, rather than invalid.
  public var isMissing: Bool {
    switch self {
    case .notFound, .notARun, .noCheckpoint, .unreadable: true
    case .malformed, .otherShape, .noThreshold: false
    }
  }

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path, let bundled):
      "\(path): no such run; give a run's folder"
        + (bundled.map { ", a checkpoint file, or the bundled model \($0)" } ?? "")
    case .notARun(let path): "\(path): not a run's folder (no run.json in it); siam runs lists your runs"
    case .noCheckpoint(let path): "\(path): no checkpoints/last.safetensors; give a run's folder or a checkpoint file"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason))"
    case .malformed(let path, let reason): "\(path): \(printable(reason, limit: 2_000))"
    case .noThreshold(let path): "\(path): the model has no similarity threshold; omit --reject"
    case .otherShape(let path, let name, let found, let expected):
      "\(path): tensor \(name) has the shape \(found); the recipe's network needs \(expected)"
    }
  }
}
