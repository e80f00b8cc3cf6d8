import ArgumentParser
import Foundation
import SiamData
import SiamFewShot
import SiamMessages
import SiamTensors
import SiamTraining

/// `siam evaluate`: how well a run names classes it has never seen.
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Examine a run on classes it was not trained on.",
    discussion: """
      Without --data the run's own data is split as it was for training, and the classes kept for the final figure are \
      examined; those held out for validation where none were kept. With --data every class that the run was not \
      trained on is, unless --side names one; those it was trained on are left out, known by their pictures. Lists, as \
      in --way 5,20 --shot 1,5, give a table.
      """)

  @OptionGroup var run: RunArgument
  @OptionGroup(title: "Episodes") var episodes: EpisodeOptions
  @OptionGroup(title: "How queries are named") var naming: NamingOptions

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("Images by class (default: the run's own data).", valueName: "path"),
    completion: .data)
  var path: String?
  @Option(help: "Which classes of those the run held out.") var side: HeldOutSide?
  @Flag(help: "Name the classes most often taken for one another.") var confusion = false
  @Flag(help: "Tell pairs of images apart instead of naming queries.") var verification = false
  @Option(help: ArgumentHelp("Pairs of each kind, same and different, to verify.", valueName: "n")) var pairs = 10_000
  @Option(
    help: ArgumentHelp("A folder of one-shot runs such as Omniglot's: runNN/class_labels.txt.", valueName: "folder"),
    completion: .directory)
  var oneShotRuns: String?
  @Flag(help: "One JSON object a line on standard output and nothing else there.") var json = false

  func validate() throws {
    try run.check()
    try episodes.check()
    try naming.check()
    func refuse(_ holds: Bool, _ message: String) throws { if !holds { throw ValidationError(message) } }
    try refuse(pairs > 0 && pairs <= 10_000_000, "--pairs must be 1 to 10000000")
    try refuse(!(verification && oneShotRuns != nil), "--verification and --one-shot-runs exclude each other")
    try refuse(!verification || naming.classifier.isEmpty, "--verification asks no --classifier")
    try refuse(
      oneShotRuns == nil || (episodes.save == nil && episodes.from == nil), "--one-shot-runs draws no episodes")
  }

  func run() async throws {
    try await run.answering { model, context in
      var order = episodes.order
      naming.apply(to: &order, of: model)
      if let oneShotRuns {
        try examine(oneShotRuns, model, context, order)
      } else {
        let examination = try examination(model, context, order)
        if verification {
          try verify(examination, model)
        } else {
          try evaluate(examination)
        }
      }
    }
  }

  /// Reads the data and embeds every unseen image.
  private func examination(
    _ model: TrainedModel, _ context: ComputeContext, _ order: EvaluationOrder
  ) throws -> ModelExamination {
    let subject = try EvaluationSubject(of: model, named: run.run, data: path, side: side?.side)
    for line in subject.notes + subject.dataset.problems.lines { Output.printError("siam: \(line)") }
    let classes = try TestClasses(subject.dataset, unseenBy: model, sides: subject.sides)
    if let split = subject.split { tell("split      \(split.rule); made again by the names that the run kept") }
    return try ModelExamination(context, model, classes, order)
  }

  private func evaluate(_ examination: ModelExamination) throws {
    var table = AccuracyTable()
    for line in EvaluationProtocol(examination).lines(from: episodes.from) { tell(line) }
    for (setting, drawn) in try episodes.drawn(for: examination) {
      let (report, confusions) = try examination.evaluate(setting, drawn)
      if json {
        Output.print(try EventLine(event: "evaluation", report: report).text)
      } else {
        table.add(report)
      }
      guard confusion else { continue }
      for found in confusions.mostFrequent(10) {
        let (truth, taken) = (examination.name(found.truth), examination.name(found.prediction))
        tell("\(report.way)-way \(report.shot)-shot: \(truth) taken for \(taken) \(found.count) times")
      }
    }
    if !json { for line in table.lines { Output.print(line) } }
  }

  private func verify(_ examination: ModelExamination, _ model: TrainedModel) throws {
    let report = try examination.verify(pairs: pairs)
    for line in EvaluationProtocol(examination).pairLines(model, report) { tell(line) }
    if json {
      Output.print(try EventLine(event: "verification", report: report).text)
    } else {
      for line in VerificationLines(report).lines { Output.print(line) }
    }
  }

  private func examine(
    _ folder: String, _ model: TrainedModel, _ context: ComputeContext, _ order: EvaluationOrder
  ) throws {
    let runs = try OneShotFolder(
      path: folder, side: model.imageSize, channels: model.channels, inverted: model.fileInversion)
    let report = try model.examine(runs, context, order)
    if json {
      Output.print(try EventLine(event: "one-shot-runs", report: report).text)
      return
    }
    for (run, error) in zip(runs.runs, report.errors) {
      Output.print("\(run.name)   \(percent(error)) of \(run.queries.count) queries wrong")
    }
    Output.print("\(report.runs) runs   error \(percent(report.error)) by \(report.classifier)")
  }

  /// What is said beside the figures: on standard error where standard output is for JSON alone.
  private func tell(_ line: String) { if json { Output.printError(line) } else { Output.print(line) } }
}

/// A share of 1 as people read it.
func percent(_ share: Float) -> String { String(format: "%.2f %%", share * 100) }
