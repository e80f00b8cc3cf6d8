import Foundation

/// Named float tensors in one file that can hold no code: the safetensors format.
///
/// An 8-byte little-endian header length, a JSON header of name to type, shape and byte range, then the bytes.
///
/// Source: https://github.com/huggingface/safetensors, format version 0.
public struct SafeTensors: Equatable, Sendable {
  /// A tensor's shape and its values, row-major.
  public struct Entry: Equatable, Sendable {
    /// Sizes, outermost first.
    public var shape: [Int]
    /// Their product of values.
    public var values: [Float]

    /// A tensor.
    public init(shape: [Int], values: [Float]) {
      self.shape = shape
      self.values = values
    }
  }

  /// Tensors by name.
  public var entries: [String: Entry]
  /// Words beside them.
  public var metadata: [String: String]

  /// Tensors to be written.
  public init(entries: [String: Entry] = [:], metadata: [String: String] = [:]) {
    self.entries = entries
    self.metadata = metadata
  }

  /// The largest header read, in bytes.
  static let headerLimit = 16 << 20

  /// The longest name of a tensor that is read, in bytes.
  static let longestName = 1_024

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - data: the file's bytes.
  ///   - prefix: tensors whose names begin with it are checked and not read; none where nil.
  /// - Throws: `SafeTensorsError` for anything that isn't a complete float32 safetensors file.
  public init(_ data: Data, leavingOut prefix: String? = nil) throws(SafeTensorsError) {
    guard data.count >= 8 else { throw .malformed("shorter than its header") }
    var length: UInt64 = 0
    for index in (0..<8).reversed() { length = length << 8 | UInt64(data[data.startIndex + index]) }
    guard length <= UInt64(min(data.count - 8, Self.headerLimit)) else {
      throw .malformed("header longer than the file")
    }
    let start = data.startIndex + 8 + Int(length)
    let body = data[start...]
    let object: [String: Any]
    do {
      guard let read = try JSONSerialization.jsonObject(with: data[data.startIndex + 8..<start]) as? [String: Any]
      else { throw SafeTensorsError.malformed("header is no object") }
      object = read
    } catch let error as SafeTensorsError {
      throw error
    } catch {
      throw .malformed("header is no JSON")
    }
    entries = [:]
    metadata = [:]
    var places: [(name: String, shape: [Int], range: Range<Int>)] = []
    for (name, value) in object {
      if name == "__metadata__" {
        guard let words = value as? [String: String] else { throw .malformed("metadata that isn't words") }
        metadata = words
        continue
      }
      guard Self.isPrintable(name) else { throw .malformed("a tensor whose name is no word") }
      let (shape, range) = try Self.place(name, value, body)
      places.append((name, shape, range))
    }
    // The format allows no gap and no overlap, so that nothing can hide in a file or be two tensors at once. There is
    // no memory for any before that is known: together they hold no more than the file.
    places.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    var end = 0
    for place in places {
      guard place.range.lowerBound == end else { throw .malformed("tensors that overlap or leave gaps") }
      end = place.range.upperBound
    }
    guard end == body.count else { throw .malformed("bytes that belong to no tensor") }
    for (name, shape, range) in places {
      if let prefix, name.hasPrefix(prefix) { continue }
      let bytes = body[body.startIndex + range.lowerBound..<body.startIndex + range.upperBound]
      var values = [Float](repeating: 0, count: range.count / 4)
      _ = values.withUnsafeMutableBytes { bytes.copyBytes(to: $0) }
      entries[name] = Entry(shape: shape, values: values)
    }
  }

  /// Whether a name can be told in a line, without moving a terminal's cursor.
  private static func isPrintable(_ name: String) -> Bool {
    name.utf8.count <= longestName
      && name.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
      }
  }

  /// A tensor's shape and where its bytes are, both checked.
  private static func place(
    _ name: String, _ value: Any, _ body: Data
  ) throws(SafeTensorsError) -> ([Int], Range<Int>) {
    guard let fields = value as? [String: Any], let type = fields["dtype"] as? String,
      let shape = fields["shape"] as? [Int], let offsets = fields["data_offsets"] as? [Int], offsets.count == 2
    else { throw .malformed("\(name) has no type, shape and offsets") }
    guard type == "F32" else { throw .malformed("\(name) is not of the type F32") }
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { throw .malformed("\(name) has an impossible shape") }
      count = product
    }
    guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= body.count, count <= body.count / 4,
      offsets[1] - offsets[0] == count * 4
    else { throw .malformed("\(name) reaches outside the file") }
    return (shape, offsets[0]..<offsets[1])
  }

  /// The file's bytes, tensors in the order of their names.
  public func data() throws -> Data {
    var header: [String: Any] = metadata.isEmpty ? [:] : ["__metadata__": metadata]
    var body = Data()
    for (name, entry) in entries.sorted(by: { $0.key < $1.key }) {
      precondition(entry.shape.reduce(1, *) == entry.values.count, "\(name): values don't fill the shape")
      let start = body.count
      entry.values.withUnsafeBytes { body.append(contentsOf: $0) }
      header[name] = ["dtype": "F32", "shape": entry.shape, "data_offsets": [start, body.count]] as [String: Any]
    }
    var json = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes])
    while (json.count + 8) % 8 != 0 { json.append(UInt8(ascii: " ")) }
    var data = Data()
    for index in 0..<8 { data.append(UInt8(truncatingIfNeeded: json.count >> (8 * index))) }
    return data + json + body
  }
}

/// A file that isn't safetensors, or not of floats.
public enum SafeTensorsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong with it.
  case malformed(String)

  /// One line.
  public var description: String {
    switch self {
    case .malformed(let what): "not a safetensors file siam can read: \(what)"
    }
  }
}
