import SiamInference
import ArgumentParser
import Foundation
import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import SiamTraining

/// `siam evaluate`: measures how well a model classifies images of classes that it was not trained on.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Evaluate a model on classes that it was not trained on",
    discussion: """
      Without --data, the test classes of the run's own data are used, or the validation classes if it has no test \
      classes. With --data, all classes of that data are used; training classes are detected by their images \
      and skipped. A run of --same-classes is evaluated on other images of its classes. Lists, such as \
      --way 5,20 --shot 1,5, print a table.
      """)

  @OptionGroup var run: RunArgument
  @OptionGroup(title: "Episodes") var episodes: EpisodeOptions
  @OptionGroup(title: "Classification") var classification: ClassifierOptions
  @OptionGroup(title: "Data") var labels: LabelOptions

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("Images by class (default: the run's own data)", valueName: "path"),
    completion: .data)
  var path: String?
  @Option(
    name: [.customLong("split"), .customLong("side")],
    help: "Part of the run's split to evaluate on (default: test, if there are test classes)")
  var split: EvaluatedSplit?
  @Flag(help: "List the pairs of classes that are confused most often") var confusion = false
  @Flag(help: "Evaluate verification (same class or not) on pairs of images instead of classification")
  var verification = false
  @Option(
    help: ArgumentHelp(
      "Pairs for --verification: a number, of each kind, or a list such as the pairs.txt of LFW (default: 10000)",
      valueName: "n|file"), completion: .file())
  var pairs = PairsArgument.drawn(10_000)
  @Option(
    help: ArgumentHelp(
      "Evaluate on one-shot runs as published for Omniglot: a folder of runNN/class_labels.txt", valueName: "folder"),
    completion: .directory)
  var oneShotRuns: String?
  @Flag(help: "Print one JSON object per line") var json = false

  func validate() throws {
    try run.check()
    try episodes.check()
    try classification.check()
    try labels.check()
    try pairs.check(isVerification: verification)
    try require(!(verification && oneShotRuns != nil), "give either --verification or --one-shot-runs")
    try require(!verification || classification.classifier.isEmpty, "--classifier can't be used with --verification")
    try require(
      oneShotRuns == nil || (episodes.save == nil && episodes.from == nil),
      "--save-episodes and --episodes-from can't be used with --one-shot-runs")
  }

  func run() async throws {
    try await run.withModel { model, context in
      var options = episodes.options
      classification.apply(to: &options, of: model)
      if let oneShotRuns {
        try evaluate(oneShotRuns, model, context, options)
      } else if case .list(let file) = pairs {
        let verification = PairListVerification(
          run: run.run, file: file, data: path, labels: labels.rules, json: json)
        try verification.run(model, context, options)
      } else {
        let classes = try classes(model)
        if verification {
          try verify(try ModelEvaluator(context, model, classes, options), model)
        } else {
          let settings = try adaptedSettings(classes, &options)
          try evaluate(settings, try ModelEvaluator(context, model, classes, options))
        }
      }
    }
  }

  /// Reads the data and selects the classes that the model wasn't trained on.
  private func classes(_ model: TrainedModel) throws -> EvaluationClasses {
    let subject = try EvaluationSubject(of: model, named: run.run, data: path, labels: labels.rules, part: split?.split)
    for line in subject.notes + subject.dataset.problems.evaluationLines { Output.printError("siam: \(line)") }
    let classes = try EvaluationClasses(subject.dataset, unseenBy: model, splits: subject.splits)
    if let split = subject.split { note("split      \(split.rule), as recorded by the run") }
    return classes
  }

  /// Adapts the ways, shots and queries that were not given to the classes, and prints what was adapted.
  private func adaptedSettings(
    _ classes: EvaluationClasses, _ options: inout EvaluationOptions
  ) throws -> [EpisodeSetting] {
    let request = episodes.request
    // Episodes from a file are as they are.
    if episodes.from != nil || (options.isWithinGroup && classes.groups == nil) { return request.settings }
    // With the same classes, the support images are others than the query images that are counted.
    let shot = request.settings.map(\.shot).max() ?? 1
    let sizes =
      classes.dataset.hasSameClasses ? ClassSizes(classes.rows.map { $0.count + shot }) : classes.sizes(options)
    let fit = try request.fit(to: sizes, of: classes.dataset.name)
    options.queries = fit.queries
    for line in fit.notes { Output.printError("siam: \(line)") }
    return fit.settings
  }

  private func evaluate(_ settings: [EpisodeSetting], _ evaluator: ModelEvaluator) throws {
    var table = AccuracyTable()
    // The episodes are saved before anything is printed, as a broken pipe ends the program.
    let drawn = try episodes.drawn(settings, for: evaluator)
    for line in EvaluationProtocol(evaluator).lines(from: episodes.from) { note(line) }
    for (setting, drawn) in drawn {
      let (report, confusions) = try evaluator.evaluate(setting, drawn)
      if json {
        Output.print(try EventLine(event: "evaluation", report: report).text)
      } else {
        table.add(report)
      }
      guard confusion else { continue }
      for found in confusions.mostFrequent(10) {
        let (truth, prediction) = (
          NameList.quoted(evaluator.name(found.truth)), NameList.quoted(evaluator.name(found.prediction))
        )
        note(
          "\(report.way)-way \(report.shot)-shot: \(truth) classified as \(prediction) \(counted(found.count, "time"))")
      }
    }
    if !json { for line in table.lines { Output.print(line) } }
  }

  private func verify(_ evaluator: ModelEvaluator, _ model: TrainedModel) throws {
    guard case .drawn(let count) = pairs else { return }
    let report = try evaluator.verify(pairs: count)
    for line in EvaluationProtocol(evaluator).pairLines(model, report) { note(line) }
    if json {
      Output.print(try EventLine(event: "verification", report: report).text)
    } else {
      for line in VerificationLines(report).lines { Output.print(line) }
    }
  }

  private func evaluate(
    _ folder: String, _ model: TrainedModel, _ context: ComputeContext, _ options: EvaluationOptions
  ) throws {
    let runs = try OneShotFolder(
      path: folder, side: model.imageSize, channels: model.channels, inverted: model.fileInversion)
    let report = try model.evaluate(runs, context, options)
    if json {
      Output.print(try EventLine(event: "one-shot-runs", report: report).text)
      return
    }
    for (run, error) in zip(runs.runs, report.errors) {
      Output.print("\(run.name)   error \(percent(error)) of \(run.queries.count) queries")
    }
    Output.print(
      "\(report.runs) runs   error \(NumberFormat.percentage(report.error, decimals: 2)) by \(report.classifier)")
  }

  /// Prints a line about the results: to standard error if standard output is for JSON alone.
  private func note(_ line: String) { if json { Output.printError(line) } else { Output.print(line) } }
}

/// A share from 0 to 1 as a percentage with two decimals.
func percent(_ share: Float) -> String { NumberFormat.fixed(Double(share) * 100, decimals: 2) + " %" }
