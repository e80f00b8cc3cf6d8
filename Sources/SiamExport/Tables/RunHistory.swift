public import Foundation
public import SiamMessages

/// The events of a run's journal that still hold: what was told of steps that a resumed run took again is left out.
///
/// The journal is read line by line, however long it is, and may still be written.
public struct RunHistory {
  /// The journal.
  public let path: String
  /// For each time the run was gone on with: the place of the line that tells it, and the steps taken before.
  private let resumptions: [(line: Int, step: Int)]
  /// The names of the scalars it tells, in the order of their first appearance.
  public let scalarNames: [String]
  /// Training time of all its steps, in seconds.
  private let seconds: Double

  /// A longer line is no event.
  private static let longestLine = 16 << 20

  /// Opens the journal in a run's folder.
  ///
  /// - Throws: `ExportError.unreadable`.
  public init(run: String) throws(ExportError) {
    path = run + "/events.jsonl"
    var resumptions: [(line: Int, step: Int)] = []
    var (names, known): ([String], Set<String>) = ([], [])
    var (lastStep, knowsSteps): (Data?, Bool) = (nil, false)
    let word = Data(#""event":"step""#.utf8)
    try Self.forEachLine(of: path) { number, line in
      // Nearly all lines are steps, which tell the same scalars, and reading one takes longer than finding it.
      let isStep = line.range(of: word) != nil
      if isStep { lastStep = line }
      guard !(isStep && knowsSteps), let event = Self.event(line) else { return }
      if isStep { knowsSteps = true }
      if case .resumed(let report) = event { resumptions.append((number, report.step)) }
      for scalar in RunScalar.told(by: event) where known.insert(scalar.name).inserted { names.append(scalar.name) }
    }
    self.resumptions = resumptions
    scalarNames = names
    if case .step(let report)? = lastStep.flatMap(Self.event) { seconds = report.seconds } else { seconds = 0 }
  }

  /// Calls `body` with one event after the other; lines that hold none, such as one cut short by a crash, are passed
  /// over.
  ///
  /// - Throws: `ExportError.unreadable`, or what `body` throws.
  public func forEach(_ body: (TrainingEvent) throws(ExportError) -> Void) throws(ExportError) {
    var later = resumptions[...]
    // The lowest of the steps that any later line goes back to.
    var limits: [Int] = []
    for (_, step) in resumptions.reversed() { limits.append(min(step, limits.last ?? .max)) }
    limits.reverse()
    try Self.forEachLine(of: path) { number, line throws(ExportError) in
      while let next = later.first, next.line <= number { later = later.dropFirst() }
      guard let event = Self.event(line) else { return }
      if later.startIndex < limits.count, let step = event.step, step > limits[later.startIndex] { return }
      try body(event)
    }
  }

  /// When training began, as far as a journal tells: its last change, less the training time it tells of.
  public var began: Date {
    let changed = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.contentModificationDateKey])
    return (changed?.contentModificationDate ?? Date()).addingTimeInterval(-seconds)
  }

  private static func event(_ line: Data) -> TrainingEvent? {
    try? EventLines().event(String(decoding: line, as: UTF8.self))
  }

  /// Calls `body` with each line that has ended, and its number from 0.
  private static func forEachLine(
    of path: String, _ body: (Int, Data) throws(ExportError) -> Void
  ) throws(ExportError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreadable(path, FileManager.default.fileExists(atPath: path) ? "no permission" : "no such file")
    }
    var (rest, number) = (Data(), 0)
    while true {
      let part: Data?
      do {
        part = try file.read(upToCount: 1 << 20)
      } catch {
        throw .unreadable(path, error.localizedDescription)
      }
      guard let part, !part.isEmpty else { return }
      rest.append(part)
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        try body(number, rest[start..<end])
        number += 1
        start = end + 1
      }
      rest = Data(rest[start...])
      if rest.count > longestLine { rest = Data() }
    }
  }
}

extension TrainingEvent {
  /// Steps taken when it was told; nil of what belongs to no step.
  fileprivate var step: Int? {
    switch self {
    case .started, .obstructed, .resumed: nil
    case .planned(let report): report.step
    case .step(let report): report.step
    case .evaluating(let report): report.step
    case .evaluation(let report): report.step
    case .command(let report): report.step
    case .collapse(let report): report.step
    case .checkpoint(let report): report.step
    case .failed(let report): report.step
    case .finished(let report): report.step
    }
  }
}
