import Foundation
import SiamData
import SiamFewShot
import SiamMessages
import SiamTraining

/// How figures were come by, in words: what is drawn, and what counts.
struct EvaluationProtocol {
  private let examination: ModelExamination

  init(_ examination: ModelExamination) { self.examination = examination }

  /// Of episodes that were drawn, or read from a file.
  func lines(from file: String?) -> [String] {
    let order = examination.order
    let drawing =
      "k distinct \(order.quarterTurnClasses ? "classes, turned by any quarter," : "classes")"
      + (order.isWithinGroup ? " of one group" : "") + " and n + \(order.queries) distinct images of each: "
      + "n support images, \(order.queries) queries"
    return classLines + [
      file.map { "episodes   those of \($0)" }
        ?? "episodes   \(order.episodes) by seed \(order.seed), each \(drawing)",
      "accuracy   mean over the episodes ± 1.96 standard errors; a tie is wrong; chance is 1/k; raw pixels (nearest "
        + "neighbour) and the untrained encoder get the first episodes, of about 2,400 images",
    ]
  }

  /// Of pairs.
  func pairLines(_ model: TrainedModel, _ report: VerificationReport) -> [String] {
    let threshold =
      model.description.threshold.map { "the run's threshold, chosen on \($0.chosenOn) classes" }
      ?? "the threshold that is best on these pairs, as the run has none"
    return classLines + [
      "pairs      \(report.samePairs) of one class, \(report.pairs - report.samePairs) of two, by seed "
        + "\(examination.order.seed); accuracy at \(threshold)"
    ]
  }

  /// What is examined, and by which embeddings.
  private var classLines: [String] {
    let (classes, order) = (examination.classes, examination.order)
    var lines = [
      "\(classes.split.padding(toLength: 11, withPad: " ", startingAt: 0))\(classes.classes.count) classes of \(classes.images.count) images of \(classes.dataset.name), "
        + "none of them trained on"
    ]
    if !classes.trained.isEmpty {
      let names = classes.trained.map { classes.dataset.classes[$0.index].name }
      lines.append("left out   \(names.count) classes that were trained on: \(naming(names, of: names.count))")
    }
    let variants = order.variants == 1 ? "each image as it is" : "mean of \(order.variants) variants of each image"
    lines.append(
      "embeddings running statistics, never a batch's; \(variants); \(String(format: "%.1f", examination.embeddingSeconds)) s"
    )
    return lines
  }
}

/// Accuracies as a table: a line for each way and shot, a column for each classifier.
struct AccuracyTable {
  private var reports: [EvaluationReport] = []

  mutating func add(_ report: EvaluationReport) { reports.append(report) }

  var lines: [String] {
    guard let first = reports.first else { return [] }
    let head = ["way", "shot"] + first.classifiers.map(\.classifier) + ["untrained", "raw pixels", "chance"]
    let rows = reports.map { report in
      ["\(report.way)", "\(report.shot)"]
        + report.classifiers.map { "\(percent($0.accuracy)) ± \(String(format: "%.2f", $0.interval95 * 100))" }
        + [report.untrainedAccuracy, report.rawPixelAccuracy, report.chance].map { String(format: "%.1f %%", $0 * 100) }
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      zip(row, widths).map { String(repeating: " ", count: $1 - $0.count) + $0 }.joined(separator: "   ")
    }
  }
}

/// A verification for people.
struct VerificationLines {
  let lines: [String]

  init(_ report: VerificationReport) {
    lines = [
      "accuracy          \(percent(report.accuracy)) at a similarity of \(String(format: "%.3f", report.threshold))",
      "area under ROC    \(String(format: "%.4f", report.auc))",
      "equal error rate  \(percent(report.eer))",
      "false non-match   \(percent(report.falseNonMatchAt1Percent)) at 1 % false match, "
        + "\(percent(report.falseNonMatchAt01Percent)) at 0.1 %",
    ]
  }
}
