/// Why a run can't be replayed.
package enum ReplayError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system's reason.
  case unreadable(String, String)
  /// A journal without a step.
  case empty(String)

  /// One line: what, where, what to do.
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); give a run's folder"
    case .empty(let run): "\(run): its journal tells of no step, so there is nothing to replay"
    }
  }
}
