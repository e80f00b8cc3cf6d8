import SiamData
import SiamDownloads
import SiamExport
import SiamFewShot
import SiamNetworks
import SiamReplay
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
    // One line, whatever is in a name or a file.
    message = printable("\(error)", limit: 4_000)
    status =
      switch error {
      case let error as DataError: error.fault == .missing ? 66 : 65
      case let error as ModelError: error.isMissing ? 66 : 65
      case let error as DownloadError: error.exitStatus
      case let error as FileError: error.isMissing ? 66 : 73
      case let error as ExportError: error.status
      case .notFound as OneShotFolderError, .noCheckpoint as ResumeError, is RunDataError, is NotDownloadedError: 66
      case is ResumeError: 65
      case is EvaluationSubjectError, is FewShotError, is OneShotFolderError, is TestClassesError: 65
      case let error as RunsComparisonError: if case .noRun = error { 66 } else { 65 }
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
  /// The exit status that fits.
  fileprivate var status: Int32 {
    switch self {
    case .noScalar, .noPairHead: 64
    case .tooLarge: 65
    case .unreadable: 66
    case .unwritable, .taken: 73
    }
  }
}
