import SiamCore
import Foundation
import SiamFiles

/// Reads a file that the command line names.
///
/// - Throws: `CommandFailure` with status `ExitStatus.missingInput`.
func readFile(_ path: String) throws(CommandFailure) -> Data {
  do {
    return try Data(contentsOf: URL(fileURLWithPath: path))
  } catch {
    throw CommandFailure(
      message: printable("\(path): can't be read (\(systemReason(error)))", limit: 4_000),
      status: ExitStatus.missingInput)
  }
}

/// Writes a file that the command line names: under a temporary name first, so that it is never there in part.
///
/// - Throws: `CommandFailure` with status `ExitStatus.unwritableOutput`, or `lostOutput` if the disk is full or fails.
func writeFile(_ data: Data, to path: String) throws(CommandFailure) {
  do throws(FileFailure) {
    try PosixFileSystem().writeOutput(data, to: path)
  } catch {
    throw CommandFailure(
      message: printable("\(path): can't be written (\(error.creationReason))", limit: 4_000),
      status: error.isIncompleteWrite ? ExitStatus.lostOutput : ExitStatus.unwritableOutput)
  }
}
