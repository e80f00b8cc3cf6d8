public import Foundation
import SiamFiles
public import SiamCore

/// Writes a run's events to a TensorBoard event file, during training or from the journal.
///
/// Every step's scalars are written; histograms of d⁺ and d⁻ and images of the costliest triplets only before each
/// evaluation and at the end.
public struct TensorBoardLog {
  /// The time stamped on events.
  public enum Clock: Sendable {
    /// The current time, for a run being trained.
    case now
    /// The event's training time after a start date, for a journal, which has no other times.
    case training(since: Date)
  }

  private let file: EventFile
  private let path: String
  private let clock: Clock
  private let pictures: (ImageID) -> DatasetImage?
  /// The latest step, until its histograms and images are written.
  private var step: StepReport?
  private var seconds = 0.0

  /// Creates an event file in a folder, and the folder if missing.
  ///
  /// - Parameters:
  ///   - folder: the folder that TensorBoard shows as one run.
  ///   - clock: the time stamped on events.
  ///   - pictures: returns an image's pixels, or nil if they aren't available.
  /// - Throws: `ExportError.unwritable`.
  public init(
    folder: String, clock: Clock = .now, pictures: @escaping (ImageID) -> DatasetImage?
  ) throws(ExportError) {
    path = folder
    self.clock = clock
    self.pictures = pictures
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      file = try EventFile(in: folder, time: Self.time(clock, seconds: 0))
    } catch {
      throw .unwritable(folder, FileFailure(error, path: folder).creationReason)
    }
  }

  /// Whether a folder contains event files.
  public static func exists(in folder: String) -> Bool { EventFile.exist(in: folder) }

  /// Writes an event.
  ///
  /// - Throws: `ExportError.unwritable`.
  public mutating func record(_ event: TrainingEvent) throws(ExportError) {
    switch event {
    case .started(let report): try write([text("recipe", report.recipe)], step: 0)
    case .resumed(let report):
      // Makes TensorBoard discard its data of later steps.
      try write(step: report.step + 1, .sessionLog(.start))
      try write([text("recipe", report.recipe)], step: report.step)
    case .step(let report):
      seconds = report.seconds
      step = report
      try write(scalars(event), step: report.step)
    case .evaluation(let report): try write(scalars(event), step: report.step)
    case .evaluating, .finished: try writePictures()
    default: break
    }
  }

  private func scalars(_ event: TrainingEvent) -> [TensorBoardSummary.Value] {
    RunScalar.scalars(of: event).map { TensorBoardSummary.Value(tag: $0.name, content: .scalar($0.value)) }
  }

  /// Writes the histograms and images, which are too large to write for every step.
  private mutating func writePictures() throws(ExportError) {
    guard let step else { return }
    self.step = nil
    var values: [TensorBoardSummary.Value] = []
    for (tag, bins) in [("distances/positive", step.positiveHistogram), ("distances/negative", step.negativeHistogram)]
    {
      guard let histogram = TensorBoardHistogram(distances: bins) else { continue }
      values.append(TensorBoardSummary.Value(tag: tag, content: .histogram(histogram)))
    }
    if let image = TripletSheet(step.triplets, pictures: pictures)?.image {
      values.append(TensorBoardSummary.Value(tag: "triplets/costliest", content: .image(image)))
    }
    try write(values, step: step.step)
  }

  /// Returns a recipe as text for TensorBoard's text page, which shows Markdown.
  private func text(_ tag: String, _ recipe: Recipe) -> TensorBoardSummary.Value {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // A recipe always encodes; an empty text would only leave its page blank.
    let json = (try? encoder.encode(recipe)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let lines = json.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
    let tensor = TensorBoardTensor(shape: [1], strings: [lines])
    return TensorBoardSummary.Value(tag: tag, content: .tensor(tensor), plugin: "text")
  }

  private func write(_ values: [TensorBoardSummary.Value], step: Int) throws(ExportError) {
    if values.isEmpty { return }
    try write(step: step, .summary(TensorBoardSummary(values: values)))
  }

  private func write(step: Int, _ content: TensorBoardEvent.Content) throws(ExportError) {
    do throws(FileFailure) {
      try file.write(
        TensorBoardEvent(wallTime: Self.time(clock, seconds: seconds), step: Int64(step), content: content))
    } catch {
      throw .unwritable(path, error.reason)
    }
  }

  /// Returns the time of an event, in seconds since 1970.
  private static func time(_ clock: Clock, seconds: Double) -> Double {
    switch clock {
    case .now: Date().timeIntervalSince1970
    case .training(let begin): begin.timeIntervalSince1970 + seconds
    }
  }
}

extension TensorBoardHistogram {
  /// Creates a histogram of squared distances, counted in equal bins over 0…4; nil if all counts are 0.
  ///
  /// Empty bins at both ends are omitted, because TensorBoard would draw them as if they contained values. The sums use
  /// the middle of each bin for its values.
  init?(distances bins: [Int]) {
    guard let first = bins.firstIndex(where: { $0 > 0 }), let last = bins.lastIndex(where: { $0 > 0 }) else {
      return nil
    }
    let width = 4 / Double(bins.count)
    self.init()
    minimum = Double(first) * width
    maximum = Double(last + 1) * width
    for bin in first...last {
      let (count, middle) = (Double(bins[bin]), (Double(bin) + 0.5) * width)
      edges.append(Double(bin + 1) * width)
      counts.append(count)
      self.count += count
      sum += count * middle
      sumOfSquares += count * middle * middle
    }
  }
}
