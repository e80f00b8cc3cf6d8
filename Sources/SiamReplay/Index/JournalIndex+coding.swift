import Foundation
import SiamMessages
import SiamScreens

/// What of an index stands in its trailer.
extension JournalIndex {
  /// Reads what `IndexFile.end` wrote after the journal's fingerprint.
  mutating func read(_ reader: inout ByteReader, segmentsEnd: Int) throws(ByteReader.Damaged) {
    for _ in 0..<(try reader.count(of: 24)) {
      let (place, first, last) = (try reader.integer(), try reader.integer(), try reader.integer())
      guard place >= IndexFile.headerBytes, place <= segmentsEnd - shape.segmentBytes else {
        throw ByteReader.Damaged()
      }
      let state = try reader.state()
      var segment = IndexSegment(place: place, first: first, last: last, state: state, buckets: [])
      for _ in StepCurve.allCases { segment.buckets.append(try reader.bucket()) }
      segments.append(segment)
    }
    let rows = try reader.count(of: IndexShape.rowBytes)
    guard rows < shape.rows else { throw ByteReader.Damaged() }
    for _ in 0..<rows { tail.append(try reader.row()) }
    tailState = try reader.state()
    state = try reader.state()
    for _ in 0..<(try reader.count(of: 32)) {
      let (offset, step, row) = (try reader.integer(), try reader.integer(), try reader.integer())
      guard let kind = IndexRemark.Kind(rawValue: try reader.integer()), (0...rowCount).contains(row), offset >= 0
      else { throw ByteReader.Damaged() }
      remarks.append(IndexRemark(offset: offset, step: step < 0 ? nil : step, row: row, kind: kind))
    }
    for _ in 0..<(try reader.count(of: 64)) {
      let evaluation = try reader.evaluation()
      guard (0...rowCount).contains(evaluation.row) else { throw ByteReader.Damaged() }
      evaluations.append(evaluation)
    }
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
