import Foundation
import SiamTraining

/// Why a file named on the command line could not be read or written.
enum FileError: Error, CustomStringConvertible {
  case unreadable(String, String)
  case unwritable(String, String)

  /// Whether it was to be read.
  var isMissing: Bool { if case .unreadable = self { true } else { false } }

  /// One line: what, where.
  var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason))"
    case .unwritable(let path, let reason): "\(path): can't be written (\(reason))"
    }
  }
}

func readFile(_ path: String) throws(FileError) -> Data {
  do {
    return try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    throw .unreadable(path, systemReason(error))
  }
}

/// Writes a file under a temporary name, then gives it its own.
func writeFile(_ data: Data, to path: String) throws(FileError) {
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    throw .unwritable(path, systemReason(error))
  }
}
