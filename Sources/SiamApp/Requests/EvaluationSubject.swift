import SiamRuns
import SiamInference
import ArgumentParser
import SiamData
import SiamCore
import SiamTraining

/// A part of a run's split that it was not trained on, as named by `--split`.
enum EvaluatedSplit: String, CaseIterable, ExpressibleByArgument {
  case validation, test

  var split: Split { self == .validation ? .validation : .test }
}

/// The data and classes that a run is evaluated on.
struct EvaluationSubject {
  let dataset: Dataset
  let splits: [Split]
  /// The run's split; nil if the classes were not chosen by it.
  let split: SplitDescription?
  /// Notes about the choice of classes, one line each.
  let notes: [String]

  /// Reads the data.
  ///
  /// - Parameters:
  ///   - model: the run's model, which records the split of its data.
  ///   - run: the run as it was named on the command line, for messages.
  ///   - path: other data; nil for the run's own.
  ///   - labels: the rules that name the classes; empty for those of the run.
  ///   - part: the part of the run's split; nil for the default of the run's own data, and for all classes of
  ///     other data.
  /// - Throws: `DataError`, `RunDataError`, or `EvaluationSubjectError` if the run has no such classes.
  init(of model: TrainedModel, named run: String, data path: String?, labels: LabelRules, part: Split?) throws {
    var options = model.options(forDataAt: path, labels: labels)
    let lines = LoadingLines()
    let recorded = model.description.data.split
    let data = path.map(RunData.path) ?? model.data
    let hasSameTest = model.description.data.test.classes > 0
    guard let part = part ?? (path == nil ? recorded.flatMap { Self.defaultPart($0, hasSameTest) } : nil) else {
      let all = try lines.whileShown { try data.read(options, of: run, progress: lines.show) }
      if let path { model.record(try recordedPath(path), of: all) }
      let isOwn = all.fingerprint == model.description.data.fingerprint
      if isOwn, let recorded, recorded.isSameClasses {
        // No class is unseen: other images of the same classes are evaluated.
        options.restoredSplit = recorded
        dataset = try all.split(by: options)
        (splits, split, notes) = ([hasSameTest ? .test : .validation], recorded, [])
        return
      }
      dataset = all
      (splits, split) = (Split.allCases, nil)
      let isMixed = isOwn && recorded.map { !$0.test.isEmpty && !$0.validation.isEmpty } == true
      notes = isMixed ? ["these include validation classes; use --split test to evaluate only on test classes"] : []
      return
    }
    guard let recorded, recorded.hasClasses(for: part, hasSameTest) else {
      let summary = model.description.data
      let classes = summary.training.classes + summary.validation.classes + summary.test.classes
      // Without --split, it is another part, or other data.
      let hasOther = path != nil || recorded.flatMap { Self.defaultPart($0, hasSameTest) } != nil
      throw EvaluationSubjectError.noClasses(
        run: run, part: part.rawValue, hasOther: hasOther, canHoldOut: classes > 3)
    }
    options.restoredSplit = recorded
    do {
      dataset = try lines.whileShown { try data.read(options, of: run, progress: lines.show) }
    } catch DataError.unknownHoldOut(let name, let kind, _) {
      throw EvaluationSubjectError.changed(run: run, kind: kind, name: name)
    }
    if let path { model.record(try recordedPath(path), of: dataset) }
    (splits, split, notes) = ([part], recorded, [])
  }

  /// The test classes of a split, or its validation classes if it has no test classes; nil if it has neither.
  private static func defaultPart(_ split: SplitDescription, _ hasSameTest: Bool) -> Split? {
    [Split.test, .validation].first { split.hasClasses(for: $0, hasSameTest) }
  }
}

extension SplitDescription {
  /// Whether the split has classes of a part; with the same classes in every split, test classes if `hasSameTest`.
  fileprivate func hasClasses(for part: Split, _ hasSameTest: Bool) -> Bool {
    if isSameClasses { return part != .test || hasSameTest }
    return !(part == .test ? test : validation).isEmpty
  }
}

/// The error for a part of a run's split that can't be evaluated.
enum EvaluationSubjectError: Error, CustomStringConvertible {
  /// The split has no such classes; whether there are others to evaluate on, and enough classes to hold some out.
  case noClasses(run: String, part: String, hasOther: Bool, canHoldOut: Bool)
  /// A class or group of the split is missing from the data.
  case changed(run: String, kind: String, name: String)

  var description: String {
    switch self {
    case .noClasses(let run, let part, let hasOther, let canHoldOut):
      SmallSetText.problem(
        "\(run) has no \(part) classes",
        remedies: (hasOther ? ["omit --split"] : [])
          + (canHoldOut ? ["train with \(part == "test" ? "--test-hold-out" : "--hold-out")"] : []),
        otherwise: "omit --split and give other --data")
    case .changed(let run, let kind, let name):
      "\(run): the data no longer has the \(kind) \(NameList.quoted(name)) of the run's split; restore it, or omit --split"
    }
  }
}
