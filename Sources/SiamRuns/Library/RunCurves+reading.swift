import SiamCore

extension RunCurves {
  /// The maximum number of points in a curve.
  static let maxPoints = 480

  /// Reads a run's curves through its journal's index, which is built if it is missing.
  ///
  /// - Parameters:
  ///   - run: the run's folder.
  ///   - isCancelled: checked while the journal is read.
  /// - Throws: `ReplayError` if the journal can't be read; `CancellationError` if `isCancelled` returns true.
  package init(ofRun run: String, isCancelled: () -> Bool = { false }) throws {
    let index = try JournalIndex.open(run) { _ in if isCancelled() { throw CancellationError() } }
    if isCancelled() { throw CancellationError() }
    let curves: StepCurves
    do {
      curves = try index.curves(after: index.rowCount)
    } catch {
      throw ReplayError.unreadable(JournalIndex.path(in: run), "damaged; remove it to rebuild it")
    }
    let loss = Self.columns(of: curves[.loss])
    let times = Self.columns(of: curves[.seconds])
    let setting = index.context.recipe?.evaluation.settings.last
    let evaluations = index.evaluations.map(\.point).filter { $0.setting == setting }
    let every = max(1, (evaluations.count + Self.maxPoints - 1) / Self.maxPoints)
    // The last one is always included.
    let thinned = evaluations.reversed().enumerated().filter { $0.offset % every == 0 }.map(\.element).reversed()
    self.init(
      run: run,
      loss: zip(loss, times).compactMap { loss, time in
        guard let loss, let value = loss.smooth ?? loss.mean else { return nil }
        return Point(step: Self.step(loss.last), seconds: time?.maximum ?? 0, value: Float(value))
      },
      accuracy: thinned.map { point in
        let time = times.first { $0.map { $0.last >= Double(point.step) } ?? false } ?? times.last ?? nil
        return Point(step: point.step, seconds: time?.maximum ?? 0, value: point.accuracy)
      }, setting: evaluations.isEmpty ? nil : setting)
  }

  /// Divides a curve into columns of equal width, which are the same for every curve of a run.
  private static func columns(of curve: History) -> [History.Bucket?] {
    curve.count > 0 ? curve.columns(maxPoints, from: 0, to: max(1, curve.lastPosition)) : []
  }

  private static func step(_ position: Double) -> Int { Int(bounded: position, to: 0...1_000_000_000_000) }
}
