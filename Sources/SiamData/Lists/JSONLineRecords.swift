import Foundation

/// Reads a JSON object a line, as in the `metadata.jsonl` of Hugging Face's datasets.
///
/// The first record holds the keys of the first object, sorted, so that it is a header; each further record holds an
/// object's values of these keys. Texts, numbers and truth values are fields; other values are empty.
struct JSONLineRecords: ListRecords {
  private let path: String
  private var bytes: ListBytes
  private var position = 0
  private var line = 0
  private var keys: [String]?
  /// The first object, after its keys were returned.
  private var first: ListRecord?

  /// Reads a file.
  init(path: String) throws(DataError) {
    self.path = path
    bytes = try ListBytes(path: path)
  }

  /// Reads the first bytes of the file at a path.
  init(_ start: [UInt8], path: String) {
    self.path = path
    bytes = ListBytes(start)
  }

  mutating func next() throws(DataError) -> ListRecord? {
    if let record = first {
      first = nil
      return record
    }
    guard let text = try nextLine() else { return nil }
    // A line that isn't JSON is an error below.
    guard let object = try? JSONDecoder().decode([String: JSONField].self, from: Data(text)) else {
      throw .badManifest(path: path, line: line, reason: "not a JSON object; write one in each line, as jq -c . does")
    }
    if let keys {
      // The columns are those of the first object.
      if let key = object.keys.first(where: { Self.isOfSplit($0) && !keys.contains($0) }) {
        throw .badManifest(path: path, line: line, reason: "'\(key)' is not in the first line; give it in all lines")
      }
      return record(object, keys)
    }
    let keys = object.keys.sorted()
    self.keys = keys
    first = record(object, keys)
    return ListRecord(fields: keys.map { Array($0.utf8) }, line: line)
  }

  private static func isOfSplit(_ key: String) -> Bool {
    let title = ListRole.normalized(Array(key.utf8))
    return ListRole.split.rank(of: title) != nil || SplitMeaning(title: title).isFlag
  }

  private func record(_ object: [String: JSONField], _ keys: [String]) -> ListRecord {
    ListRecord(fields: keys.map { Array((object[$0]?.text ?? "").utf8) }, line: line)
  }

  /// The next line that isn't empty.
  private mutating func nextLine() throws(DataError) -> [UInt8]? {
    while true {
      var text: [UInt8] = []
      var isComplete = false
      while !isComplete {
        if position == bytes.buffer.count {
          try bytes.fill()
          position = 0
          if bytes.buffer.isEmpty { break }
        }
        let rest = bytes.buffer[position...]
        let end = rest.firstIndex(of: 0x0A)
        text += rest[..<(end ?? rest.endIndex)]
        position = end.map { $0 + 1 } ?? rest.endIndex
        isComplete = end != nil
        guard text.count <= CSVRecords.maxBytes else {
          throw .badManifest(
            path: path, line: line + 1, reason: "longer than \(CSVRecords.maxBytes >> 20) MiB")
        }
      }
      guard isComplete || !text.isEmpty else { return nil }
      line += 1
      if text.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) { return text }
    }
  }
}

/// A value of a JSON object, as text.
private struct JSONField: Decodable {
  var text: String

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A value is decoded as the first kind that it is.
    if let string = try? container.decode(String.self) {
      text = string
    } else if let flag = try? container.decode(Bool.self) {
      text = flag ? "true" : "false"
    } else if let number = try? container.decode(Int.self) {
      text = String(number)
    } else if let number = try? container.decode(Double.self) {
      text = String(number)
    } else {
      text = ""
    }
  }
}
