import SiamCore
import Foundation
import SiamData
import SiamFiles

/// Reads a file that the command line names.
///
/// - Throws: `CommandFailure` with status 66.
func readFile(_ path: String) throws(CommandFailure) -> Data {
  do {
    return try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    let failure = FileFailure(error, path: path)
    throw CommandFailure(message: printable("\(path): can't be read (\(failure.reason))", limit: 4_000), status: 66)
  }
}

/// Writes a file that the command line names: under a temporary name first, so that it is never there in part.
///
/// - Throws: `CommandFailure` with status 73.
func writeFile(_ data: Data, to path: String) throws(CommandFailure) {
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    let failure = FileFailure(error, path: path)
    throw CommandFailure(message: printable("\(path): can't be written (\(failure.reason))", limit: 4_000), status: 73)
  }
}

extension FileFailure {
  /// The system's error behind an error of Foundation.
  init(_ error: any Error, path: String) {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    self.init(code: cause.domain == NSPOSIXErrorDomain ? Int32(cause.code) : EIO, path: path)
  }
}
