/// A record of a list: the fields of a line, or of several if a quoted field has line breaks.
struct ListRecord: Equatable {
  var fields: [[UInt8]]
  /// The number of its first line, from 1.
  var line: Int
}

/// Reads the records of a list one after the other.
protocol ListRecords {
  /// Reads the next record; nil after the last.
  ///
  /// - Throws: `DataError` when the list can't be read any further.
  mutating func next() throws(DataError) -> ListRecord?
}

/// The bytes of a list, read as they are needed, or given.
struct ListBytes {
  private var text: ListText?
  private(set) var buffer: [UInt8] = []

  /// Reads a file.
  init(path: String) throws(DataError) { text = try ListText(path: path) }

  /// Reads the given bytes.
  init(_ bytes: [UInt8]) { buffer = bytes }

  /// Replaces the buffer by the next bytes; none at the end.
  mutating func fill() throws(DataError) { buffer = try text?.read() ?? [] }

  /// The number of the first line in the buffer when it is filled for the first time, from 1.
  var firstLine: Int { 1 + (text?.skippedLines ?? 0) }
}
