import ArgumentParser
import SiamData
import SiamMessages

/// Which examples are drawn.
struct SheetOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show how images are varied, by words as in siam train: default, none or word=amount,…", valueName: "words"),
    transform: { try Augmentation(argument: $0) })
  var augment: Augmentation?
  @Option(help: ArgumentHelp("Seeds the variations.", valueName: "n")) var seed: UInt64 = 1
  @Option(name: .customLong("sheet"), help: ArgumentHelp("Rows of examples, a class each; 0 for none.", valueName: "n"))
  var rowCount = 3

  func check() throws {
    guard (0...1_000).contains(rowCount) else { throw ValidationError("--sheet must be 0 to 1000") }
  }

  /// What the rows show, in words.
  func words(of dataset: Dataset) -> String {
    let count = min(rowCount, dataset.classes.count)
    if count == 0 { return "no examples" }
    if let augment {
      let words = augment.description.replacing(",", with: ", ")
      return "an example a row: as it is, then varied by \(words), seed \(seed)"
    }
    return "images of \(count) of the \(dataset.classes.count) classes"
  }

  /// Classes spread evenly over the dataset, each with examples or, where augmentation is asked for, one and its
  /// variations.
  func rows(of dataset: Dataset) -> [PictureSheet.Row] {
    let count = min(rowCount, dataset.classes.count)
    return (0..<count).map { row in
      let item = dataset.classes[row * dataset.classes.count / count]
      let images = dataset.images(of: item.id)
      let pictures =
        if let augment, let first = images.first {
          [dataset.picture(first)].compactMap(\.self)
            + dataset.variations(of: first, by: augment, count: PictureSheet.mostPictures - 1, seed: seed)
        } else {
          images.prefix(PictureSheet.mostPictures).compactMap(dataset.picture)
        }
      return PictureSheet.Row(label: item.name, pictures: pictures)
    }
  }
}
