import Foundation
import SiamCore
import SiamData
import SiamFewShot
import SiamInference
import SiamRuns
import SiamTensors

/// Evaluates verification on a published list of pairs, such as the `pairs.txt` of LFW, and prints the results.
struct PairListVerification {
  /// The run as it was named on the command line.
  var run: String
  /// The path of the list.
  var file: String
  /// The path of the images; nil for the run's own data.
  var data: String?
  var labels: LabelRules
  var json: Bool

  /// Reads the list and its images, and prints the protocol and the results.
  func run(_ model: TrainedModel, _ context: ComputeContext, _ options: EvaluationOptions) throws {
    let text = String(decoding: try readFile(file), as: UTF8.self)
    let list: PairList
    do throws(PairListError) {
      list = try PairList(parsing: text)
    } catch {
      throw CommandFailure(message: printable("\(file): \(error)", limit: 4_000), status: ExitStatus.invalidData)
    }
    var reading = model.dataOptions
    if !labels.isEmpty { (reading.labels, reading.hasRecordedLabels) = (labels, false) }
    let evaluation = try PairListEvaluation(list, path: file, data: try imagesPath(model), options: reading)
    let report = try evaluation.evaluate(model, context, variants: options.variants)
    for line in protocolLines(evaluation, model, options) { note(line) }
    if json {
      Output.print(try EventLine(event: "verification", report: report).text)
    } else {
      for line in VerificationLines(report).lines { Output.print(line) }
    }
  }

  private func imagesPath(_ model: TrainedModel) throws -> String {
    if let data { return try dataPath(data) }
    guard case .recorded(let recorded, _) = model.data, let path = recorded.existing.first else {
      throw CommandFailure(message: "--pairs with a list requires --data", status: ExitStatus.usage)
    }
    return try dataPath(path)
  }

  private func protocolLines(
    _ evaluation: PairListEvaluation, _ model: TrainedModel, _ options: EvaluationOptions
  ) -> [String] {
    let list = evaluation.list
    let same = list.pairs.count { $0.isSame }
    let trained = evaluation.trainedCount(model)
    var lines = [
      "pairs      \(list.pairs.count) of \(printable(file)): \(same) of the same class, \(list.pairs.count - same) of "
        + "different classes; \(counted(list.images.count, "image"))",
      "embeddings "
        + (options.variants == 1 ? "one per image" : "mean over \(options.variants) variants of each image")
        + ", with running statistics of the normalization",
    ]
    if list.folds.count > 1 {
      lines.append(
        "accuracy   mean over \(list.folds.count) folds ± standard error; each fold by the threshold that is best on the "
          + "other \(list.folds.count - 1)")
    } else {
      let threshold =
        model.description.threshold.map { "the run's threshold, chosen on \($0.chosenOn) classes" }
        ?? "the best threshold for these pairs, as the run has none"
      lines.append("accuracy   one fold, at \(threshold)")
    }
    if trained > 0 {
      lines.append(
        "warning    \(trained) of the images were trained on; the published protocol requires other classes")
    }
    return lines
  }

  /// Prints a line about the results: to standard error if standard output is for JSON alone.
  private func note(_ line: String) { if json { Output.printError(line) } else { Output.print(line) } }
}
