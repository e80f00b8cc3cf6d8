import SiamRuns
import SiamInference
import SiamData
import SiamDownloads
import SiamExport
import SiamFewShot
import SiamCore
import SiamNetworks
import SiamTraining

/// An error that ends a command: one line for standard error, and the exit status.
struct CommandFailure: Error {
  var message: String
  var status: Int32
}

extension CommandFailure {
  /// The message and status for an error; a failure stays as it is.
  init(_ error: any Error) {
    if let failure = error as? CommandFailure {
      self = failure
      return
    }
    // Control characters and line breaks, which names may contain, are escaped.
    message = printable("\(error)", limit: 4_000)
    status =
      switch error {
      case let error as DataError: error.fault == .missing ? 66 : 65
      case let error as ModelError: error.isMissing ? 66 : 65
      case let error as DownloadError: error.exitStatus
      case let error as ExportError: error.status
      case .notFound as OneShotFolderError, .noCheckpoint as ResumeError, is RunDataError, is NotDownloadedError: 66
      case is ResumeError: 65
      case is EvaluationSubjectError, is FewShotError, is OneShotFolderError, is EvaluationClassesError: 65
      case let error as RunsComparisonError: if case .notARun = error { 66 } else { 65 }
      case is RunsFolderError: 66
      case .unreadable as ReplayError: 66
      case is ReplayError: 65
      case is EncoderError: 64
      case is RunFolderError, is RunRemovalError: 73
      default: 70
      }
  }
}

extension ExportError {
  /// The program's exit status, by sysexits(3).
  fileprivate var status: Int32 {
    switch self {
    case .noScalar, .noPairHead: 64
    case .tooLarge: 65
    case .unreadable: 66
    case .unwritable, .hasEventFiles: 73
    }
  }
}

extension DownloadError {
  /// The program's exit status, by sysexits(3), or that of a program ended by Ctrl-C if the user cancelled.
  fileprivate var exitStatus: Int32 {
    switch fault {
    case .usage: 64
    case .data: 65
    case .service: 69
    case .storage: 73
    case .none: TerminalLoop.interruptedStatus
    }
  }
}
