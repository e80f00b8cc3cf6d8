import SiamCanvas
import SiamData
import SiamMessages

/// What `siam data` tells, for people.
struct DataPage {
  private let report: DataReport
  private let shown: String
  private let charset: Charset

  /// - Parameters:
  ///   - report: what is told.
  ///   - shown: what the sheet below shows, in words.
  ///   - charset: what the histogram is drawn with.
  init(_ report: DataReport, shown: String, charset: Charset) {
    self.report = report
    self.shown = shown
    self.charset = charset
  }

  /// Names on a side that are shown at most.
  private static let named = 12
  /// Files that can't be used are named up to so many; `--json` names more.
  private static let namedFiles = 20
  /// Columns before a row's text.
  private static let labelColumns = 12

  /// Rows with their label, in lines of at most some columns.
  func lines(width: Int) -> [String] {
    rows.flatMap { label, text in
      let start = label.padding(to: Self.labelColumns)
      let rest = String(repeating: " ", count: Self.labelColumns)
      return text.wrapped(to: max(20, width - Self.labelColumns), cuttingWords: false).enumerated().map {
        ($0 == 0 ? start : rest) + $1
      }
    }
  }

  private var rows: [(label: String, text: String)] {
    var rows = [
      ("data", contents), ("a class", imagesOfClass), ("files", files), ("read as", reading),
      ("split", printable(report.data.split?.rule ?? "")),
    ]
    rows += [
      ("training", side("training", report.data.training)),
      ("validation", side("validation", report.data.validation)), ("test", side("test", report.data.test)),
    ]
    rows += report.problems.map { ("problem", $0) }
    rows += duplicates.map { ("duplicates", $0) }
    rows += unreadable.map { ("unreadable", $0) }
    return rows + [("shown", shown)]
  }

  private var contents: String {
    let images = report.classes.reduce(0) { $0 + $1.images }
    let groups = Set(report.classes.compactMap(\.group)).count
    return "\(printable(report.path)) (\(report.layout)): \(counted(images, "image")) of "
      + counted(report.classes.count, "class", "classes") + (groups > 0 ? " in \(counted(groups, "group"))" : "")
  }

  private var imagesOfClass: String {
    let counts = report.classes.map(\.images).sorted()
    guard let least = counts.first, let most = counts.last else { return "no classes" }
    if least == most { return "has \(counted(least, "image"))" }
    return "has \(least) to \(most) images, median \(counts[counts.count / 2]): "
      + "\(histogram(counts, least...most))"
  }

  /// How many classes have how many images, a bar each of up to 24 steps.
  private func histogram(_ counts: [Int], _ range: ClosedRange<Int>) -> String {
    let bins = min(24, range.count)
    var heights = [Double](repeating: 0, count: bins)
    for count in counts { heights[min(bins - 1, (count - range.lowerBound) * bins / range.count)] += 1 }
    let highest = heights.max() ?? 1
    var canvas = Canvas(width: bins, height: 1)
    canvas.charset = charset
    let room = Rectangle(column: 0, row: 0, width: bins, height: 1)
    canvas.bars(heights.map { $0 / highest }, in: room, growth: .up, style: Style())
    // A blank would end the bars for whoever wraps the line, and looks like nothing was there.
    return String(canvas.plainText.dropLast().map { $0 == " " ? "_" : $0 })
  }

  private var files: String {
    let pictures = report.pictures
    guard let smallest = pictures.smallest, let largest = pictures.largest, let usual = pictures.mostUsual else {
      return "no picture"
    }
    let sizes =
      smallest == largest
      ? "of \(usual.text) pixels"
      : "of \(smallest.text) to \(largest.text) pixels, \(pictures.mostUsualCount) of them \(usual.text)"
    let colour =
      pictures.inColour == 0
      ? "none in colour" : pictures.inColour == pictures.count ? "in colour" : "\(pictures.inColour) in colour"
    return "\(counted(pictures.count, "picture")) \(sizes), \(colour)"
  }

  private var reading: String {
    "\(report.data.width)×\(report.data.height) pixels \(report.data.channels == 1 ? "in grey" : "in colour")"
      + (report.isInverted ? ", dark ink on bright paper turned bright" : "")
      + (report.chosenByLooking.isEmpty
        ? "" : ", as the pictures look; \(report.chosenByLooking.joined(separator: ", ")) would say otherwise")
  }

  private func side(_ name: String, _ summary: SplitSummary) -> String {
    guard summary.classes > 0 else { return "nothing" }
    let classes = report.classes.filter { $0.side == name }
    let isWhole = report.data.split?.unit == .group
    let names = isWhole ? summary.groups : classes.map(\.name)
    let groups = isWhole ? "\(counted(summary.groups.count, "group")), " : ""
    return groups + "\(counted(summary.classes, "class", "classes")) of \(counted(summary.images, "image")): "
      + naming(names.map(printable), of: names.count, limit: Self.named)
  }

  private var unreadable: [String] {
    let files = report.unreadable.prefix(Self.namedFiles).map { "\(printable($0.path)): \(printable($0.reason))" }
    let more = report.unreadableCount - files.count
    return files + (more > 0 ? ["and \(counted(more, "more file"))"] : [])
  }

  private var duplicates: [String] {
    let found = report.duplicates
    var lines: [String] = []
    if found.acrossClassesCount > 0 {
      let sets = found.acrossClasses.map { $0.map(printable).joined(separator: " = ") }
      lines.append(
        "\(counted(found.acrossClassesCount, "picture")) in more than one class: "
          + naming(sets, of: found.acrossClassesCount, limit: 5))
    }
    if found.withinClassCount > 0 {
      lines.append("\(counted(found.withinClassCount, "picture")) the same as another of their own class")
    }
    return lines
  }
}

extension String {
  fileprivate func padding(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - count))
  }
}
