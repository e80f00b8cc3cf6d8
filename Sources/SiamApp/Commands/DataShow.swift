import ArgumentParser
import SiamData
import SiamMessages
import SiamTerminal

/// `siam data PATH`: classes, files, the split, what is wrong with them, and a sheet of examples.
struct DataShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "See what siam makes of your images: classes, files, the split, examples.",
    discussion: """
      With --augment the sheet shows what augmentation makes of examples: each as it is, then varied. Options that \
      siam train has too mean what they mean there, so that what is shown is what it would train on.
      """)

  @Argument(help: "A folder, an archive, IDX or CIFAR files, or a CSV.", completion: .data) var path: String
  @OptionGroup(title: "How images are read") var reading: ReadingOptions
  @OptionGroup(title: "How classes are split") var splitting: SplitOptions
  @OptionGroup(title: "What is shown") var sheet: SheetOptions
  @Option(help: ArgumentHelp("Images of a class that a batch takes.", valueName: "K")) var batchImages: Int?
  @Option(help: ArgumentHelp("Support images of a class in an episode.", valueName: "n")) var shot: Int?
  @Option(help: ArgumentHelp("Queries of a class in an episode.", valueName: "n")) var queries: Int?
  @Flag(help: "One JSON object on standard output and nothing else there.") var json = false

  func validate() throws {
    try reading.check()
    try splitting.check()
    try sheet.check()
    func refuse(_ number: Int?, _ range: ClosedRange<Int>, _ option: String) throws {
      if let number, !range.contains(number) {
        throw ValidationError("\(option) must be \(range.lowerBound) to \(range.upperBound)")
      }
    }
    try refuse(batchImages, 2...256, "--batch-images")
    try refuse(shot, 1...100_000, "--shot")
    try refuse(queries, 1...100_000, "--queries")
    if json, sheet.augment != nil { throw ValidationError("--augment draws, and --json does not") }
  }

  func run() async throws {
    let (path, options) = (try dataPath(path), options)
    let lines = LoadingLines()
    let dataset = try lines.whileShown { try Dataset.load(path: path, options: options, progress: lines.show) }
    let report = dataset.report(path: path, try survey(path, of: dataset))
    if json {
      Output.print(try EventLine(event: "data", report: report).text)
      return
    }
    let output = Output.current.standardOutput.display
    let page = DataPage(report, shown: sheet.words(of: dataset), charset: output.charset)
    for line in page.lines(width: output.width) { Output.print(line) }
    let drawn = PictureSheet(rows: sheet.rows(of: dataset), width: output.width, charset: output.charset)
    Output.print(drawn.text(for: output), terminator: "")
  }

  private func survey(_ path: String, of dataset: Dataset) throws -> DataSurvey {
    let lines = LoadingLines("looking at files")
    let total = Double(max(dataset.imageCount + dataset.problems.skippedCount, 1))
    return try lines.whileShown {
      try DataSurvey(path: path, options: options) { files in
        lines.show(.reading(files: files, share: min(Double(files) / total, 1)))
      }
    }
  }

  /// As training would have them, but that too few classes are no reason not to look.
  private var options: DatasetOptions {
    var recipe = Recipe()
    if let batchImages { recipe.batchImages = batchImages }
    if let queries { recipe.evaluation.queries = queries }
    if let shot { recipe.evaluation.settings = [EpisodeSetting(way: 5, shot: shot)] }
    if splitting.allowRepeats { recipe.repeatsImages = true }
    var options = DatasetOptions(recipe: recipe)
    options.side = nil
    options.toleratesFewClasses = true
    reading.apply(to: &options)
    splitting.apply(to: &options)
    return options
  }
}
