public import Foundation
import SiamTensors

/// A file of one vector per image, for other tools: safetensors, NumPy's `.npy`, or CSV.
public struct VectorFile: Equatable, Sendable {
  /// The name of each row, such as an image's path.
  public var names: [String]
  /// The number of values in a row.
  public var dimension: Int
  /// The values, `names.count × dimension`, row-major.
  public var values: [Float]

  /// Creates a file of vectors; `values` are `names.count × dimension`.
  public init(names: [String], dimension: Int, values: [Float]) {
    precondition(values.count == names.count * dimension, "values don't fill the rows")
    self.names = names
    self.dimension = dimension
    self.values = values
  }

  /// A file format; raw values are the extensions of file names.
  public enum Format: String, CaseIterable, Sendable {
    /// A header `file,0,1,…`, then one line per row, with the shortest numbers that are read back exactly.
    case csv
    /// NumPy's format, version 1.0: `names.count × dimension` little-endian floats, without the names.
    case npy
    /// One tensor `embeddings`, `names.count × dimension`, and the names as a JSON list `files` in the metadata.
    case safetensors

    /// Returns the format for a file name's extension, or nil.
    public init?(ending path: String) {
      guard let ending = path.split(separator: ".").last?.lowercased() else { return nil }
      self.init(rawValue: ending)
    }
  }

  /// Encodes the vectors in a format.
  ///
  /// - Throws: an error of Foundation if the names can't be encoded as JSON, which only `safetensors` needs.
  public func data(_ format: Format) throws -> Data {
    switch format {
    case .csv: Data(csv.utf8)
    case .npy: npy
    case .safetensors: try safetensors
    }
  }

  private var csv: String {
    var text = (["file"] + (0..<dimension).map(String.init)).joined(separator: ",") + "\n"
    for (row, name) in names.enumerated() {
      text += Self.quoted(name)
      for value in values[row * dimension..<(row + 1) * dimension] { text += ",\(value)" }
      text += "\n"
    }
    return text
  }

  /// Returns a CSV field, quoted if necessary.
  ///
  /// Source: RFC 4180.
  private static func quoted(_ field: String) -> String {
    let special: Set<Character> = [",", "\"", "\n", "\r", "\r\n"]
    guard field.contains(where: special.contains) else { return field }
    return "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }

  /// Source: NumPy Enhancement Proposal 1, format version 1.0.
  private var npy: Data {
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': (\(names.count), \(dimension)), }"
    // The magic bytes, version and length take 10 bytes, and the values start at a multiple of 64.
    let padding = (64 - (10 + header.utf8.count + 1) % 64) % 64
    header += String(repeating: " ", count: padding) + "\n"
    var data = Data([0x93] + Array("NUMPY".utf8) + [1, 0])
    data.append(UInt8(header.utf8.count & 0xFF))
    data.append(UInt8(header.utf8.count >> 8))
    data.append(contentsOf: header.utf8)
    for value in values {
      let bits = value.bitPattern
      for byte in 0..<4 { data.append(UInt8(truncatingIfNeeded: bits >> UInt32(8 * byte))) }
    }
    return data
  }

  private var safetensors: Data {
    get throws {
      let files = String(decoding: try JSONEncoder().encode(names), as: UTF8.self)
      return try SafeTensors(
        entries: ["embeddings": .init(shape: [names.count, dimension], values: values)], metadata: ["files": files]
      ).data()
    }
  }
}
