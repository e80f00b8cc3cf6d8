import ArgumentParser
import SiamData
import SiamCore
import SiamTerminal
import SiamTraining

/// `siam data`: shows and downloads datasets.
struct DataCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Inspect your images, or download published datasets",
    subcommands: [DataShow.self, DataGet.self],
    defaultSubcommand: DataShow.self)
}

/// `siam data show`: prints the classes, files, split and problems of a dataset, and a sheet of examples.
struct DataShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Inspect your images: classes, files, split, problems and examples",
    discussion: """
      Shows what siam train would train on with the same options. With --augment, each row of examples shows an image \
      and augmented versions of it.
      """)

  @Argument(help: "A folder, archive, IDX or CIFAR files, list, or downloaded dataset", completion: .data) var path:
    String
  @OptionGroup(title: "Images") var reading: ReadingOptions
  @OptionGroup(title: "Images") var labels: LabelOptions
  @OptionGroup(title: "Split") var splitting: SplitOptions
  @OptionGroup(title: "Examples") var sheet: SheetOptions
  @Option(help: ArgumentHelp("Images per class in a batch; smaller classes are not trained on", valueName: "K"))
  var batchImages: Int?
  @Option(
    help: ArgumentHelp(
      "Support images per class of an episode; smaller validation classes are not used", valueName: "n")) var shot: Int?
  @Option(help: ArgumentHelp("Query images per class of an episode", valueName: "n")) var queries: Int?
  @Flag(help: "Print the result as a JSON object") var json = false

  func validate() throws {
    try reading.check()
    try labels.check()
    try splitting.check()
    try sheet.check()
    func requireNumber(_ number: Int?, _ range: ClosedRange<Int>, _ option: String) throws {
      if let number, !range.contains(number) {
        throw ValidationError("\(option) must be \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try requireNumber(batchImages, 2...256, "--batch-images")
    try requireNumber(shot, 1...100_000, "--shot")
    try requireNumber(queries, 1...100_000, "--queries")
    if json, sheet.augment != nil { throw ValidationError("--augment can't be used with --json") }
  }

  func run() async throws {
    let (path, options) = (try dataPath(path), options)
    let lines = LoadingLines()
    let (read, survey) = try lines.whileShown {
      try Dataset.loadSurveyed(path: path, options: options, progress: lines.show)
    }
    let (dataset, problems) = try fitted(read)
    var report = dataset.report(path: path, survey)
    report.problems.removeAll { dataset.problems.tooFew.map(\.description).contains($0) }
    report.problems += problems
    if json {
      Output.print(try EventLine(event: "data", report: report).text)
      return
    }
    let output = Output.current.standardOutput.display
    let page = DataPage(report, shown: sheet.description(of: dataset), charset: output.charset)
    for line in page.lines(width: output.width) { Output.print(line) }
    let examples = ImageSheet(
      rows: sheet.rows(of: dataset), width: output.width, charset: output.charset, labels: output.nameCharset)
    Output.print(examples.text(for: output), terminator: "")
  }

  /// The data as training would split it, and what was adapted or is missing.
  private func fitted(_ read: Dataset) throws -> (dataset: Dataset, problems: [String]) {
    var overrides = RecipeOverrides()
    let given: [(FittedSetting, Int?)] = [(.shot, shot), (.queries, queries), (.batchImages, batchImages)]
    overrides.fixed = Set(given.filter { $0.1 != nil }.map(\.0))
    do {
      let fit = try RecipeFit(recipe, to: read, options: options, overrides: overrides)
      return (fit.dataset, fit.splitNotes)
    } catch let error as SmallDataError {
      return (read, [error.description])
    }
  }

  /// The recipe that training would use.
  private var recipe: Recipe {
    var recipe = Recipe()
    if let batchImages { recipe.batchImages = batchImages }
    if let queries { recipe.evaluation.queries = queries }
    if let shot {
      recipe.evaluation.settings = recipe.evaluation.settings.map { EpisodeSetting(way: $0.way, shot: shot) }
    }
    if splitting.allowRepeats { recipe.repeatsImages = true }
    if let singles = splitting.singleImageClasses { recipe.singleImageClasses = singles }
    return recipe
  }

  /// The options that training would use, except that data with too few classes is accepted.
  private var options: DatasetOptions {
    var options = DatasetOptions(recipe: recipe)
    // What isn't given adapts to the classes.
    options.trainingImages = splitting.allowRepeats ? 2 : batchImages ?? 2
    options.supportImages = shot ?? 1
    options.validationImages = (shot ?? 1) + (queries ?? 1)
    options.side = nil
    options.toleratesFewClasses = true
    reading.apply(to: &options)
    labels.apply(to: &options)
    splitting.apply(to: &options)
    return options
  }
}
