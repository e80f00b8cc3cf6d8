import SiamRuns
import SiamInference
import Foundation
import SiamData
import SiamFewShot
import SiamCore
import SiamTraining

/// The protocol of an evaluation as text: which episodes or pairs are drawn, and how accuracy is measured.
struct EvaluationProtocol {
  private let evaluator: ModelEvaluator

  init(_ evaluator: ModelEvaluator) { self.evaluator = evaluator }

  /// The protocol of episodes.
  ///
  /// - Parameter file: the file that the episodes were read from; nil if they were drawn.
  /// - Returns: the lines to print.
  func lines(from file: String?) -> [String] {
    let options = evaluator.options
    let drawing =
      "k distinct \(options.quarterTurnClasses ? "classes, rotated by any multiple of 90 degrees," : "classes")"
      + (options.isWithinGroup ? " of one group" : "") + " and n + \(options.queries) distinct images of each: "
      + "n support images, \(options.queries) queries"
    return classLines + [
      file.map { "episodes   read from \($0)" }
        ?? "episodes   \(options.episodes), seed \(options.seed); each has \(drawing)",
      "accuracy   mean over the episodes ± 1.96 standard errors; ties count as wrong; chance is 1/k; raw pixels "
        + "(nearest neighbour) and the untrained encoder are evaluated on the first episodes, about 2,400 images",
    ]
  }

  /// The protocol of pairs.
  func pairLines(_ model: TrainedModel, _ report: VerificationReport) -> [String] {
    let threshold =
      model.description.threshold.map { "the run's threshold, chosen on \($0.chosenOn) classes" }
      ?? "the best threshold for these pairs, as the run has none"
    return classLines + [
      "pairs      \(report.samePairs) of the same class, \(report.pairs - report.samePairs) of different classes, seed "
        + "\(evaluator.options.seed); accuracy at \(threshold)"
    ]
  }

  /// The classes and embeddings that are evaluated.
  private var classLines: [String] {
    let (classes, options) = (evaluator.classes, evaluator.options)
    let label = classes.split.padding(toLength: 11, withPad: " ", startingAt: 0)
    let queries = classes.rows.reduce(0) { $0 + $1.count }
    var lines = [
      label + "\(classes.classes.count) classes of \(queries) images of \(classes.dataset.name), "
        + (classes.support == nil
          ? "none seen in training"
          : "the same classes as in training: queries are images not trained on, support images are training images")
    ]
    if !classes.trained.isEmpty {
      let names = classes.trained.map { classes.dataset.classes[$0.index].name }
      lines.append(
        "excluded   \(counted(names.count, "class", "classes")) seen in training: \(NameList.text(names, limit: 3))")
    }
    let variants = options.variants == 1 ? "one per image" : "mean over \(options.variants) variants of each image"
    let seconds = NumberFormat.fixed(evaluator.embeddingSeconds, decimals: 1)
    lines.append("embeddings \(variants), with running statistics of batch normalisation; \(seconds) s")
    return lines
  }
}

/// A table of accuracies: one row for each way and shot, one column for each classifier.
struct AccuracyTable {
  private var reports: [EvaluationReport] = []

  mutating func add(_ report: EvaluationReport) { reports.append(report) }

  var lines: [String] {
    guard let first = reports.first else { return [] }
    let head = ["way", "shot"] + first.classifiers.map(\.classifier) + ["untrained", "raw pixels", "chance"]
    let rows = reports.map { report in
      ["\(report.way)", "\(report.shot)"]
        + report.classifiers.map {
          "\(NumberFormat.percentage($0.accuracy, decimals: 2)) ± \(NumberFormat.percent(Double($0.interval95), decimals: 2))"
        }
        + [report.untrainedAccuracy, report.rawPixelAccuracy, report.chance].map { NumberFormat.percentage($0) }
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "   ")
    }
  }
}

/// A verification report as text.
struct VerificationLines {
  let lines: [String]

  init(_ report: VerificationReport) {
    let error = report.standardError.map { " ± \(NumberFormat.percent(Double($0), decimals: 2))" } ?? ""
    lines = [
      "accuracy          \(NumberFormat.percentage(report.accuracy, decimals: 2))\(error) at a similarity of \(NumberFormat.fixed(Double(report.threshold), decimals: 3))",
      "area under ROC    \(NumberFormat.fixed(Double(report.auc), decimals: 4))",
      "equal error rate  \(NumberFormat.percentage(report.eer, decimals: 2))",
      "false non-match   \(NumberFormat.percentage(report.falseNonMatchAt1Percent, decimals: 2)) at a false match rate of 1 %, "
        + "\(NumberFormat.percentage(report.falseNonMatchAt01Percent, decimals: 2)) at 0.1 %",
    ]
  }
}
