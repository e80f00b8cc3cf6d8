/// Why a run can't be had in another tool's format.
public enum ExportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A network of more bytes than an ONNX file may have.
  case tooLarge(String)
  /// A network whose pair head was asked for, and that has none.
  case noPairHead(String)
  /// A folder without a journal, or one that can't be read: the system's reason.
  case unreadable(String, String)
  /// A file that can't be written: the system's reason.
  case unwritable(String, String)
  /// A folder that has a run's event files already.
  case taken(String)
  /// A scalar that the run never told, and those it did.
  case noScalar(String, known: [String])

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .tooLarge(let path):
      "\(path): its network is larger than the 2 GiB an ONNX file may have; use --format safetensors"
    case .noPairHead(let path): "\(path): has no pair head, only runs of --objective pair do; leave out --head"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); give a run's folder"
    case .unwritable(let path, let reason): "\(path): can't be written (\(reason))"
    case .taken(let path): "\(path): holds event files already; remove them, or name another folder"
    case .noScalar(let name, let known): "the run has no scalar \(name); it has \(known.joined(separator: ", "))"
    }
  }
}
