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
  /// One of `ExitStatus`.
  var status: Int32
}

extension CommandFailure {
  /// The failure of a run whose end could not be written.
  init(unsaved: String, run: String) {
    self.init(
      message: printable(
        "\(run): not saved: \(unsaved); free some space, or choose another folder with --run", limit: 4_000),
      status: ExitStatus.lostOutput)
  }

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
      case let error as DataError: error.fault == .missing ? ExitStatus.missingInput : ExitStatus.invalidData
      case let error as ModelError: error.isMissing ? ExitStatus.missingInput : ExitStatus.invalidData
      case let error as DownloadError: error.status
      case let error as ExportError: error.status
      case .notFound as OneShotFolderError, .noCheckpoint as ResumeError, .notARun as RunsComparisonError,
        .unreadable as ReplayError, is RunDataError, is NotDownloadedError, is RunsFolderError:
        ExitStatus.missingInput
      case is OneShotFolderError, is ResumeError, is RunsComparisonError, is ReplayError, is EvaluationSubjectError,
        is EvaluationClassesError, is FewShotError, is PairImagesError, is SmallDataError, is EpisodeFitError:
        ExitStatus.invalidData
      case is EncoderError: ExitStatus.usage
      case is RunFolderError, is RunRemovalError: ExitStatus.unwritableOutput
      default: ExitStatus.internalError
      }
  }
}

extension ExportError {
  /// The program's exit status.
  fileprivate var status: Int32 {
    switch self {
    case .noScalar, .noPairHead: ExitStatus.usage
    case .tooLarge: ExitStatus.invalidData
    case .unreadable: ExitStatus.missingInput
    case .unwritable, .hasEventFiles: ExitStatus.unwritableOutput
    }
  }
}

extension DownloadError {
  /// The program's exit status; without a fault, the user cancelled the download.
  fileprivate var status: Int32 {
    switch fault {
    case .usage: ExitStatus.usage
    case .data: ExitStatus.invalidData
    case .service: ExitStatus.serviceUnavailable
    case .storage: ExitStatus.unwritableOutput
    case .none: ExitStatus.interrupted
    }
  }
}
