public import Foundation
import SiamFiles

/// Named float tensors in one file that can hold no code: the safetensors format.
///
/// An 8-byte little-endian header length, a JSON header of name to type, shape and byte range, then the bytes.
///
/// Source: https://github.com/huggingface/safetensors, format version 0.
public struct SafeTensors: Equatable, Sendable {
  /// A tensor's shape and its values, row-major.
  public struct Entry: Equatable, Sendable {
    /// The size of each dimension, outermost first.
    public var shape: [Int]
    /// The values, row-major: as many as the product of `shape`.
    public var values: [Float]

    /// Creates a tensor.
    public init(shape: [Int], values: [Float]) {
      self.shape = shape
      self.values = values
    }
  }

  /// Tensors by name.
  public var entries: [String: Entry]
  /// Strings by name, such as the description of an encoder.
  public var metadata: [String: String]

  /// Tensors to be written.
  public init(entries: [String: Entry] = [:], metadata: [String: String] = [:]) {
    self.entries = entries
    self.metadata = metadata
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - data: the file's bytes.
  ///   - prefix: tensors whose names begin with it are checked and not read; nil to read all.
  /// - Throws: `SafeTensorsError` for anything that isn't a complete float32 safetensors file.
  public init(_ data: Data, excluding prefix: String? = nil) throws(SafeTensorsError) {
    let start = data.startIndex + Header.prefixBytes
    let length = try Header.length(Array(data.prefix(Header.prefixBytes)), fileLength: data.count)
    let body = data[(start + length)...]
    let header = try Header(json: data[start..<start + length], bodyLength: body.count)
    metadata = header.metadata
    entries = [:]
    for tensor in header.tensors {
      if let prefix, tensor.name.hasPrefix(prefix) { continue }
      let range = tensor.range
      let bytes = body[body.startIndex + range.lowerBound..<body.startIndex + range.upperBound]
      var values = [Float](repeating: 0, count: range.count / 4)
      _ = values.withUnsafeMutableBytes { bytes.copyBytes(to: $0) }
      entries[tensor.name] = Entry(shape: tensor.shape, values: values)
    }
  }

  /// Returns the file's bytes, tensors in the order of their names.
  ///
  /// - Throws: an error of Foundation if the header can't be encoded as JSON.
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
    return Data(UInt64(json.count).littleEndianBytes) + json + body
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
