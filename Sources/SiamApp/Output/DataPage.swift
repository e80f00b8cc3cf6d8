import SiamCanvas
import SiamData
import SiamCore

/// A data report as text, printed by `siam data`.
struct DataPage {
  private let report: DataReport
  private let shown: String
  private let charset: Charset

  /// - Parameters:
  ///   - report: the report.
  ///   - shown: a description of the sheet of examples below.
  ///   - charset: the characters of the histogram.
  init(_ report: DataReport, shown: String, charset: Charset) {
    self.report = report
    self.shown = shown
    self.charset = charset
  }

  /// Maximum number of classes listed for a part of the split.
  private static let maxNames = 12
  /// Maximum number of kinds of skipped files listed; `--json` lists more.
  private static let maxKinds = 12
  /// Width of the label column.
  private static let labelColumns = 12

  /// The report's lines, wrapped to a width in columns.
  func lines(width: Int) -> [String] {
    rows.flatMap { label, text in
      let start = label.padding(to: Self.labelColumns)
      let rest = String(repeating: " ", count: Self.labelColumns)
      return text.wrapped(to: max(20, width - Self.labelColumns), breakingWords: false).enumerated().map {
        ($0 == 0 ? start : rest) + $1
      }
    }
  }

  private var rows: [(label: String, text: String)] {
    var rows = [
      ("data", contents), ("found", report.recognition), ("per class", imagesOfClass), ("files", files),
      ("read as", reading), ("split", printable(report.data.split?.rule ?? "")),
    ]
    if let note = report.note { rows.append(("", note)) }
    rows += report.notes.map { ("note", printable($0)) }
    rows += [
      ("training", split("training", report.data.training)),
      ("validation", split("validation", report.data.validation)), ("test", split("test", report.data.test)),
    ]
    rows += classNaming.map { [("classes", $0)] } ?? []
    rows += report.problems.map { ("problem", $0) }
    rows += duplicates.map { ("duplicates", $0) }
    rows += skipped.map { ("skipped", $0) }
    return rows + [("shown", shown)]
  }

  private var contents: String {
    let images = report.classes.reduce(0) { $0 + $1.images }
    let groups = Set(report.classes.compactMap(\.group)).count
    return "\(printable(report.path)) (\(report.layout)): \(counted(images, "image")) of "
      + counted(report.classCount, "class", "classes") + (groups > 0 ? " in \(counted(groups, "group"))" : "")
  }

  /// How classes are named, with examples; nil if folders name them.
  private var classNaming: String? {
    guard let labels = report.labels else { return nil }
    let examples = labels.examples.map { example in
      "\(printable(example.path)) → " + (example.group.map { "\(printable($0)) / " } ?? "")
        + printable(example.className)
    }
    return ([printable(labels.rule)] + examples).joined(separator: "; ")
  }

  private var imagesOfClass: String {
    var images: [[String?]: Int] = [:]
    for item in report.classes { images[[item.group, item.name], default: 0] += item.images }
    let counts = images.values.sorted()
    guard let minimum = counts.first, let maximum = counts.last else { return "no classes" }
    if minimum == maximum { return counted(minimum, "image") }
    return "\(minimum) to \(maximum) images, median \(counts[counts.count / 2]): "
      + "\(histogram(counts, minimum...maximum))"
  }

  /// A histogram of the number of images per class, with up to 24 bars.
  private func histogram(_ counts: [Int], _ range: ClosedRange<Int>) -> String {
    let bins = min(24, range.count)
    var heights = [Double](repeating: 0, count: bins)
    for count in counts { heights[min(bins - 1, (count - range.lowerBound) * bins / range.count)] += 1 }
    let highest = heights.max() ?? 1
    var canvas = Canvas(width: bins, height: 1)
    canvas.charset = charset
    let room = Rectangle(column: 0, row: 0, width: bins, height: 1)
    canvas.bars(heights.map { $0 / highest }, in: room, growth: .up, style: Style())
    // Blanks would let the line wrap inside the bars.
    return String(canvas.plainText.dropLast().map { $0 == " " ? "_" : $0 })
  }

  private var files: String {
    let images = report.images
    guard let smallest = images.smallest, let largest = images.largest, let frequent = images.mostFrequent else {
      return "no images"
    }
    let sizes =
      smallest == largest
      ? "of \(frequent.text) pixels"
      : "of \(smallest.text) to \(largest.text) pixels, \(images.mostFrequentCount) of them \(frequent.text)"
    let colour =
      images.inColour == 0
      ? "all grey" : images.inColour == images.count ? "all in colour" : "\(images.inColour) in colour"
    return "\(counted(images.count, "image")) \(sizes), \(colour)"
  }

  private var reading: String {
    "\(report.data.width)×\(report.data.height) pixels \(report.data.channels == 1 ? "in grey" : "in colour")"
      + (report.isInverted ? ", brightness inverted" : "")
      + (report.inferred.isEmpty
        ? "" : ", as detected from the images; \(report.inferred.joined(separator: ", ")) would override this")
  }

  private func split(_ name: String, _ summary: SplitSummary) -> String {
    guard summary.classes > 0 else { return "none" }
    let classes = report.classes.filter { $0.split == name }
    let isWhole = report.data.split?.unit == .group
    let names = isWhole ? summary.groups : classes.map(\.name)
    let groups = isWhole ? "\(counted(summary.groups.count, "group")), " : ""
    return groups + "\(counted(summary.classes, "class", "classes")) of \(counted(summary.images, "image")): "
      + NameList.text(names, limit: Self.maxNames)
  }

  /// The kinds of files that can't be used, each with its first few paths and the remedy.
  private var skipped: [String] {
    let kinds = report.skipped.prefix(Self.maxKinds).map { kind in
      let paths = naming(kind.examples.map(printable), of: kind.count)
      return "\(counted(kind.count, "file")): \(printable(kind.reason)) (\(paths))"
        + (kind.remedy.map { "; \(printable($0))" } ?? "")
    }
    let more = report.unreadableCount - report.skipped.prefix(Self.maxKinds).reduce(0) { $0 + $1.count }
    return kinds + (more > 0 ? ["\(counted(more, "more file")) for other reasons; --json lists them"] : [])
  }

  private var duplicates: [String] {
    let found = report.duplicates
    var lines: [String] = []
    func named(_ sets: [[String]]) -> [String] { sets.map { $0.map(printable).joined(separator: " = ") } }
    if found.acrossSplitsCount > 0 {
      lines.append(
        "\(counted(found.acrossSplitsCount, "image")) in more than one split of the data, so results on them "
          + "are too good: \(naming(named(found.acrossSplits), of: found.acrossSplitsCount, limit: 3)); "
          + "remove one of each")
    }
    if found.acrossClassesCount > 0 {
      let sets = named(found.acrossClasses)
      lines.append(
        "\(counted(found.acrossClassesCount, "image")) in more than one class: "
          + naming(sets, of: found.acrossClassesCount, limit: 5))
    }
    if found.withinClassCount > 0 {
      lines.append("\(counted(found.withinClassCount, "image")) identical to another of the same class")
    }
    return lines
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - count))
  }
}
