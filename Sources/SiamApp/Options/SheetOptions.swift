import ArgumentParser
import SiamData
import SiamCore

/// The options for the sheet of examples that `siam data` prints.
struct SheetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show the effect of an augmentation, given as for siam train", valueName: "list"),
    transform: { try Augmentation(argument: $0) })
  var augment: Augmentation?
  @Option(help: ArgumentHelp("Random seed of the augmentation", valueName: "n")) var seed: UInt64 = 1
  @Option(
    name: [.customLong("examples"), .customLong("sheet")],
    help: ArgumentHelp("Rows of examples, one class per row; 0 for none", valueName: "n"))
  var rowCount = 3

  /// Throws a `ValidationError` for a number of rows out of range.
  func check() throws {
    guard (0...1_000).contains(rowCount) else { throw ValidationError("--examples must be 0 to 1000") }
  }

  /// A description of the rows.
  func description(of dataset: Dataset) -> String {
    let count = min(rowCount, dataset.sourceClasses.count)
    if count == 0 { return "no examples" }
    if let augment {
      let strengths = augment.description.replacing(",", with: ", ")
      return "one image per row, then augmented by \(strengths), seed \(seed)"
    }
    return "images of \(count) of the \(dataset.sourceClasses.count) classes"
  }

  /// A row for each of some classes, spread evenly over the dataset: its first images, or one image and augmented
  /// versions of it.
  func rows(of dataset: Dataset) -> [ImageSheet.Row] {
    let count = min(rowCount, dataset.sourceClasses.count)
    return (0..<count).map { row in
      let item = dataset.sourceClasses[row * dataset.sourceClasses.count / count]
      let images = item.images.map { ImageID($0) }
      let shown =
        if let augment, let first = images.first {
          [dataset.picture(first)].compactMap(\.self)
            + dataset.augmentedExamples(of: first, by: augment, count: ImageSheet.maxImages - 1, seed: seed)
        } else {
          images.prefix(ImageSheet.maxImages).compactMap(dataset.picture)
        }
      return ImageSheet.Row(label: item.name, images: shown)
    }
  }
}
