/// The exit statuses of the program: those of sysexits(3), and 130 for an interrupt.
///
/// The parser of the command line exits with 0 after a request for help and with `usage` after an error of its own.
enum ExitStatus {
  /// The command did what it was asked to.
  static let success: Int32 = 0
  /// The command line is invalid, or needs a terminal where there is none (`EX_USAGE`).
  static let usage: Int32 = 64
  /// An input is invalid, or some of several inputs are (`EX_DATAERR`).
  static let invalidData: Int32 = 65
  /// An input doesn't exist or can't be read (`EX_NOINPUT`).
  static let missingInput: Int32 = 66
  /// A server can't be reached or fails (`EX_UNAVAILABLE`).
  static let serviceUnavailable: Int32 = 69
  /// A run failed, or the program did (`EX_SOFTWARE`).
  static let internalError: Int32 = 70
  /// A file or folder can't be created (`EX_CANTCREAT`).
  static let unwritableOutput: Int32 = 73
  /// Some output is lost: lines of standard output or standard error, a run's last checkpoint, or the contents of a
  /// file (`EX_IOERR`).
  static let lostOutput: Int32 = 74
  /// The user interrupted the program by Ctrl-C, as shells report it: 128 and the number of the signal.
  static let interrupted: Int32 = 130
}
