/// The reason a run or a model could not be exported.
public enum ExportError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The network at a path is larger than the maximum size of an ONNX file.
  case tooLarge(String)
  /// The pair head was requested, but the network at a path has none.
  case noPairHead(String)
  /// A journal is missing or can't be read: its path and the system's reason.
  case unreadable(String, String)
  /// A file can't be written: its path and the system's reason.
  case unwritable(String, String)
  /// A folder already contains event files.
  case hasEventFiles(String)
  /// The run has no scalar with a name; `known` are those it has.
  case noScalar(String, known: [String])

  /// The error as one line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooLarge(let path):
      "\(path): the network is larger than 2 GiB, the limit of ONNX files; use --format safetensors"
    case .noPairHead(let path): "\(path): no pair head, which needs --objective pair; omit --head"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason)); give a run's folder"
    case .unwritable(let path, let reason): "\(path): can't be written (\(reason))"
    case .hasEventFiles(let path): "\(path): already contains event files; remove them or choose another folder"
    case .noScalar(let name, let known): "unknown scalar '\(name)'; the run has \(known.joined(separator: ", "))"
    }
  }
}
