public import SiamCore

/// The layout, sizes, colours and duplicates of some data's files, before they are read as a dataset's images.
///
/// A survey is made while the files are decoded, and stored with the decoded images in a cache.
public struct DataSurvey: Equatable, Sendable {
  /// The layout of the data.
  public let layout: DataLayout
  /// The sizes and colours of the images.
  public let images: ImageSurvey
  /// The images that occur more than once.
  public let duplicates: DuplicateReport
  /// How the classes were named, if not by folders.
  public var labels: LabelReport?

  /// The maximum number of listed sets of equal images.
  public static let namedSets = 50
  /// The maximum number of listed images of such a set.
  public static let namedOfSet = 8
}

/// The part of a survey that is stored in a cache: all but the layout.
struct FileSurvey: Codable, Equatable {
  var images: ImageSurvey
  var duplicates: DuplicateReport
  /// How the classes were named, if not by folders.
  var labels: LabelReport?

  /// The keys of the cache's files.
  private enum CodingKeys: String, CodingKey {
    case images = "pictures"
    case duplicates, labels
  }
}

/// Collects a survey from the files as they are decoded.
struct SurveyCollector {
  private var (count, inColour) = (0, 0)
  private var sizes: [ImageSize: Int] = [:]
  private var seen = DuplicateImages()
  private var labels: LabelReport?
  /// The maximum number of examples of how files are named.
  private static let maxExamples = 4

  /// - Parameter naming: how the source names the classes; nil if its folders name them.
  init(naming: String? = nil) { labels = naming.map { LabelReport(rule: $0) } }

  /// Adds a decoded file.
  mutating func add(_ file: SourceFile, _ facts: ImageFacts) {
    count += 1
    addExample(file)
    if facts.hasColour { inColour += 1 }
    sizes[facts.size, default: 0] += 1
    seen.add(file, facts.fingerprint)
  }

  private mutating func addExample(_ file: SourceFile) {
    guard let label = file.label, let report = labels, report.examples.count < Self.maxExamples else { return }
    let name = String(decoding: label.className, as: UTF8.self)
    guard !report.examples.contains(where: { $0.className == name }) else { return }
    labels?.examples.append(
      LabelReport.Example(
        path: String(decoding: file.joinedPath, as: UTF8.self), className: name,
        group: label.group.map { String(decoding: $0, as: UTF8.self) }))
  }

  /// The survey of all files added, which are the images of `list` in its order; `tree` has their classes and splits.
  func survey(of list: ImageList, in tree: ClassTree) -> FileSurvey {
    func precedes(_ one: ImageSize, _ other: ImageSize) -> Bool {
      (one.width * one.height, one.width) < (other.width * other.height, other.width)
    }
    var images = ImageSurvey()
    (images.count, images.inColour) = (count, inColour)
    images.smallest = sizes.keys.min(by: precedes)
    images.largest = sizes.keys.max(by: precedes)
    // The larger of two equally common sizes.
    let mostCommon = sizes.max { $0.value != $1.value ? $0.value < $1.value : precedes($0.key, $1.key) }
    images.mostFrequent = mostCommon?.key
    images.mostFrequentCount = mostCommon?.value ?? 0
    return FileSurvey(images: images, duplicates: seen.duplicates(of: list, in: tree), labels: labels)
  }
}
