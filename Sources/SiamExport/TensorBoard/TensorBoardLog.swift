public import Foundation
internal import SiamFiles
public import SiamMessages

/// A run written down for TensorBoard, event by event, as it happens or from its journal: every scalar of every step,
/// and whenever held-out classes are examined the histograms of d⁺ and d⁻ and the costliest triplets as pictures.
public struct TensorBoardLog {
  /// What time an event is of.
  public enum Clock: Sendable {
    /// Now: the run is being trained.
    case now
    /// Its training time after a moment: a journal keeps no other.
    case training(since: Date)
  }

  private let file: EventFile
  private let path: String
  private let clock: Clock
  private let pictures: (ImageID) -> Picture?
  /// The newest step, until its pictures were written.
  private var step: StepReport?
  private var seconds = 0.0

  /// Begins an event file in a folder; makes the folder, and those above it.
  ///
  /// - Parameters:
  ///   - folder: what TensorBoard is to take for one run.
  ///   - clock: what time events are of.
  ///   - pictures: an image's picture, where there is one.
  /// - Throws: `ExportError.unwritable`.
  public init(
    folder: String, clock: Clock = .now, pictures: @escaping (ImageID) -> Picture?
  ) throws(ExportError) {
    path = folder
    self.clock = clock
    self.pictures = pictures
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      file = try EventFile(in: folder, time: Self.time(clock, seconds: 0))
    } catch let failure as FileFailure {
      throw .unwritable(folder, failure.reason)
    } catch {
      throw .unwritable(folder, error.localizedDescription)
    }
  }

  /// Whether a folder holds event files.
  public static func isThere(in folder: String) -> Bool { EventFile.areThere(in: folder) }

  /// Writes down what an event tells.
  ///
  /// - Throws: `ExportError.unwritable`.
  public mutating func take(_ event: TrainingEvent) throws(ExportError) {
    switch event {
    case .started(let report): try write([text("recipe", report.recipe)], step: 0)
    case .resumed(let report):
      // TensorBoard forgets what it has of later steps.
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
    RunScalar.told(by: event).map { TensorBoardSummary.Value(tag: $0.name, content: .scalar($0.value)) }
  }

  /// Writes what is too large to write of every step.
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

  /// A recipe as words, for TensorBoard's page of texts, which are Markdown.
  private func text(_ tag: String, _ recipe: Recipe) -> TensorBoardSummary.Value {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
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

  /// Seconds since 1970.
  private static func time(_ clock: Clock, seconds: Double) -> Double {
    switch clock {
    case .now: Date().timeIntervalSince1970
    case .training(let begin): begin.timeIntervalSince1970 + seconds
    }
  }
}
