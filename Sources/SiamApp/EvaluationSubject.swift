import ArgumentParser
import SiamData
import SiamMessages
import SiamTraining

/// A side of a run's split that it was not trained on.
enum HeldOutSide: String, CaseIterable, ExpressibleByArgument {
  case validation, test

  var side: Side { self == .validation ? .validation : .test }
}

/// The data that a run is evaluated on, and which of its classes.
struct EvaluationSubject {
  let dataset: Dataset
  let sides: [Side]
  /// The run's split, where it was made again.
  let split: SplitDescription?
  /// What there is to say about that.
  let notes: [String]

  /// Reads the data.
  ///
  /// - Parameters:
  ///   - model: the run's; it knows its data's split.
  ///   - run: as it was named on the command line.
  ///   - path: other data; nil for the run's own.
  ///   - side: nil for the usual one of the run's own data, and for every class of other data.
  /// - Throws: `DataError`, `RunDataError`, or `EvaluationSubjectError` where the run has no such side.
  init(of model: TrainedModel, named run: String, data path: String?, side: Side?) throws {
    var options = model.dataOptions
    let lines = LoadingLines()
    let kept = model.description.data.split
    let place = path.map(RunData.path) ?? model.data
    guard let side = side ?? (path == nil ? kept.flatMap(Self.usualSide) : nil) else {
      dataset = try lines.whileShown { try place.read(options, of: run, progress: lines.show) }
      (sides, split) = (Side.allCases, nil)
      let isOwn = dataset.fingerprint == model.description.data.fingerprint
      let isMixed = isOwn && kept.map { !$0.test.isEmpty && !$0.validation.isEmpty } == true
      notes = isMixed ? ["classes held out for validation are among these; --side test examines the others alone"] : []
      return
    }
    guard let kept, !(side == .test ? kept.test : kept.validation).isEmpty else {
      throw EvaluationSubjectError.nothingKept(run: run, side: side.rawValue)
    }
    options.remade = kept
    options.toleratesFewClasses = true
    do {
      dataset = try lines.whileShown { try place.read(options, of: run, progress: lines.show) }
    } catch DataError.unknownHoldOut(let name, let kind, _) {
      throw EvaluationSubjectError.changed(run: run, kind: kind, name: name)
    }
    (sides, split, notes) = ([side], kept, [])
  }

  /// What a run kept for the final figure, else what it was examined on while training.
  private static func usualSide(_ split: SplitDescription) -> Side? {
    if !split.test.isEmpty { return .test }
    return split.validation.isEmpty ? nil : .validation
  }
}

/// Why a side of a run's split can't be examined.
enum EvaluationSubjectError: Error, CustomStringConvertible {
  /// The run kept no classes for it.
  case nothingKept(run: String, side: String)
  /// The data has no longer what the run kept.
  case changed(run: String, kind: String, name: String)

  /// One line: what is missing and what to do.
  var description: String {
    switch self {
    case .nothingKept(let run, let side):
      "\(run): kept no classes for \(side); leave out --side, or train with "
        + (side == "test" ? "--test-hold-out" : "--hold-out")
    case .changed(let run, let kind, let name):
      "\(run): kept the \(kind) \(printable(name)), which its data no longer has; give all of it, or leave out --side"
    }
  }
}
