import SiamCore
import Foundation
import SiamData
import SiamFiles

/// Reads a file that the command line names.
///
/// - Throws: `CommandFailure` with status `ExitStatus.missingInput`.
func readFile(_ path: String) throws(CommandFailure) -> Data {
  do {
    return try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    let failure = FileFailure(error, path: path)
    throw CommandFailure(
      message: printable("\(path): can't be read (\(failure.reason))", limit: 4_000), status: ExitStatus.missingInput)
  }
}

/// Writes a file that the command line names: under a temporary name first, so that it is never there in part.
///
/// - Throws: `CommandFailure` with status `ExitStatus.unwritableOutput`.
func writeFile(_ data: Data, to path: String) throws(CommandFailure) {
  do {
    try data.write(to: URL(fileURLWithPath: path), options: .atomic)
  } catch {
    let failure = FileFailure(error, path: path)
    throw CommandFailure(
      message: printable("\(path): can't be written (\(failure.reason))", limit: 4_000),
      status: ExitStatus.unwritableOutput)
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
