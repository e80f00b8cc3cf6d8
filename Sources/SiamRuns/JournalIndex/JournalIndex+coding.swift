import Foundation
import SiamFiles
import SiamCore

/// The coding of the trailer.
extension JournalIndex {
  /// Reads what `IndexFile.end` wrote after the journal's fingerprint.
  mutating func read(_ reader: inout ByteReader, segmentsEnd: Int) throws(ByteReader.Damaged) {
    for _ in 0..<(try reader.count(of: 24)) {
      let (offset, first, last) = (try reader.integer(), try reader.integer(), try reader.integer())
      guard offset >= IndexFile.headerBytes, offset <= segmentsEnd - shape.segmentBytes else {
        throw ByteReader.Damaged()
      }
      let state = try reader.state()
      var segment = IndexSegment(offset: offset, first: first, last: last, state: state, buckets: [])
      for _ in IndexColumns.curves { segment.buckets.append(try reader.bucket()) }
      segments.append(segment)
    }
    let rows = try reader.count(of: IndexShape.rowBytes)
    guard rows < shape.rows else { throw ByteReader.Damaged() }
    for _ in 0..<rows { tail.append(try reader.row()) }
    tailState = try reader.state()
    state = try reader.state()
    for _ in 0..<(try reader.count(of: 32)) {
      let (offset, step, row) = (try reader.integer(), try reader.integer(), try reader.integer())
      guard let kind = IndexNote.Kind(rawValue: try reader.integer()), (0...rowCount).contains(row), offset >= 0
      else { throw ByteReader.Damaged() }
      notes.append(IndexNote(offset: offset, step: step < 0 ? nil : step, row: row, kind: kind))
    }
    for _ in 0..<(try reader.count(of: 64)) {
      let evaluation = try reader.evaluation()
      guard (0...rowCount).contains(evaluation.row) else { throw ByteReader.Damaged() }
      evaluations.append(evaluation)
    }
    // The reason doesn't matter: the index is rebuilt.
    guard let context = try? JSONDecoder().decode(Context.self, from: Data(try reader.blob())) else {
      throw ByteReader.Damaged()
    }
    self.context = context
    for pair in context.resumed where pair.count == 2 { resumptions.add(step: pair[1], at: pair[0]) }
  }
}

extension ByteWriter {
  mutating func put(_ evaluation: IndexedEvaluation) {
    let point = evaluation.point
    for value in [evaluation.offset, evaluation.row, point.step, point.setting.way, point.setting.shot] { put(value) }
    for value in [point.accuracy, point.interval95, point.loss ?? .nan, point.eer ?? .nan] { put(value) }
    put((point.loss == nil ? 0 : 1) + (point.eer == nil ? 0 : 2))
  }
}

extension ByteReader {
  mutating func evaluation() throws(Damaged) -> IndexedEvaluation {
    let (offset, row, step) = (try integer(), try integer(), try integer())
    let setting = EpisodeSetting(way: try integer(), shot: try integer())
    let (accuracy, interval, loss, eer) = (try float(), try float(), try float(), try float())
    let known = try integer()
    guard offset >= 0 else { throw Damaged() }
    return IndexedEvaluation(
      point: EvaluationPoint(
        step: step, setting: setting, accuracy: accuracy, interval95: interval, loss: known & 1 == 0 ? nil : loss,
        eer: known & 2 == 0 ? nil : eer), offset: offset, row: row)
  }
}

/// The parts of an index.
extension ByteWriter {
  mutating func put(_ row: StepRow) {
    put(row.step)
    put(row.offset)
    put(row.samples[IndexColumns.seconds])
    for (column, sample) in row.samples.enumerated() where column != IndexColumns.seconds { put(Float(sample)) }
  }

  mutating func put(_ bucket: History.Bucket) {
    put(bucket.first)
    put(bucket.last)
    put(bucket.minimum)
    put(bucket.maximum)
    put(bucket.sum)
    put(bucket.count)
    put(bucket.smooth ?? .nan)
  }

  mutating func put(_ state: CurveState) {
    for (average, latest) in zip(state.averages, state.latest) {
      put(average.sum)
      put(average.weight)
      put(latest ?? .nan)
    }
  }
}

/// The parts of an index, in the order that `ByteWriter` writes them.
extension ByteReader {
  mutating func row() throws(Damaged) -> StepRow {
    let (step, offset, seconds) = (try integer(), try integer(), try double())
    guard step >= 0, offset >= 0 else { throw Damaged() }
    var samples: [Double] = []
    samples.reserveCapacity(IndexColumns.curves.count)
    for column in IndexColumns.curves.indices {
      samples.append(column == IndexColumns.seconds ? seconds : Double(try float()))
    }
    return StepRow(step: step, offset: offset, samples: samples)
  }

  mutating func bucket() throws(Damaged) -> History.Bucket {
    let (first, last, minimum, maximum) = (try double(), try double(), try double(), try double())
    let (sum, count, smooth) = (try double(), try integer(), try double())
    return History.Bucket(
      first: first, last: last, minimum: minimum, maximum: maximum, sum: sum, count: count,
      smooth: smooth.isNaN ? nil : smooth)
  }

  mutating func state() throws(Damaged) -> CurveState {
    var state = CurveState()
    for (column, curve) in IndexColumns.curves.enumerated() {
      let (sum, weight, latest) = (try double(), try double(), try double())
      state.averages[column] = DebiasedAverage(decay: curve.decay, sum: sum, weight: weight)
      state.latest[column] = latest.isNaN ? nil : latest
    }
    return state
  }
}
