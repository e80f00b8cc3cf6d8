import Foundation
package import SiamFiles

extension SafeTensors {
  /// The header of a safetensors file: its metadata, and where each tensor's bytes are.
  package struct Header: Equatable, Sendable {
    /// A tensor as the header declares it.
    package struct Tensor: Equatable, Sendable {
      /// The tensor's name, printable and up to 1,024 bytes long.
      package var name: String
      /// Sizes, outermost first.
      package var shape: [Int]
      /// The bytes of the values, counted from the end of the header.
      package var range: Range<Int>
    }

    /// Texts by name.
    package let metadata: [String: String]
    /// The tensors in the order of their bytes, which fill the rest of the file without gaps.
    package let tensors: [Tensor]

    /// Bytes before the JSON, which hold its length.
    static let prefixBytes = 8
    /// The largest header that is read, in bytes.
    static let maxLength = 16 << 20
    /// The longest name of a tensor that is read, in bytes.
    static let maxNameLength = 1_024

    /// The length of the JSON in bytes, by a file's first eight bytes.
    static func length(_ prefix: [UInt8], fileLength: Int) throws(SafeTensorsError) -> Int {
      var reader = ByteReader(prefix)
      let length: UInt64
      do throws(ByteReader.Damaged) {
        length = try reader.unsigned()
      } catch {
        throw .malformed("shorter than its header")
      }
      guard length <= UInt64(min(fileLength - prefixBytes, maxLength)) else {
        throw .malformed("header longer than the file")
      }
      return Int(length)
    }

    /// Parses a header's JSON and checks it against the number of bytes that follow it.
    init(json: Data, bodyLength: Int) throws(SafeTensorsError) {
      let object: [String: Any]
      do {
        guard let read = try JSONSerialization.jsonObject(with: json) as? [String: Any] else {
          throw SafeTensorsError.malformed("header is not a JSON object")
        }
        object = read
      } catch let error as SafeTensorsError {
        throw error
      } catch {
        throw .malformed("header is not JSON")
      }
      var metadata: [String: String] = [:]
      var tensors: [Tensor] = []
      for (name, value) in object {
        if name == "__metadata__" {
          guard let texts = value as? [String: String] else { throw .malformed("metadata that isn't words") }
          metadata = texts
          continue
        }
        guard Self.isPrintable(name) else { throw .malformed("invalid tensor name") }
        tensors.append(try Self.tensor(name, value, bodyLength: bodyLength))
      }
      // The format allows no gap and no overlap, so that nothing can hide in a file or be two tensors at once. No
      // memory is allocated before that is known: together the tensors hold no more than the file.
      tensors.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
      var end = 0
      for tensor in tensors {
        guard tensor.range.lowerBound == end else { throw .malformed("tensors that overlap or leave gaps") }
        end = tensor.range.upperBound
      }
      guard end == bodyLength else { throw .malformed("bytes that belong to no tensor") }
      self.metadata = metadata
      self.tensors = tensors
    }

    /// Whether a terminal shows a name in one line, without moving its cursor.
    private static func isPrintable(_ name: String) -> Bool {
      name.utf8.count <= maxNameLength
        && name.unicodeScalars.allSatisfy { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: false
          default: true
          }
        }
    }

    /// A tensor whose shape and byte range are checked.
    private static func tensor(
      _ name: String, _ value: Any, bodyLength: Int
    ) throws(SafeTensorsError) -> Tensor {
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
      guard offsets[0] >= 0, offsets[1] >= offsets[0], offsets[1] <= bodyLength, count <= bodyLength / 4,
        offsets[1] - offsets[0] == count * 4
      else { throw .malformed("\(name) reaches outside the file") }
      return Tensor(name: name, shape: shape, range: offsets[0]..<offsets[1])
    }
  }

  /// Reads the header of a file and nothing of its tensors' data, however large it is.
  ///
  /// - Throws: `FileFailure` if the file can't be read, or `SafeTensorsError` if its header is malformed or doesn't fit
  ///   the file's length.
  package static func header(of path: String, files: any FileSystem = PosixFileSystem()) throws -> Header {
    let file = try files.open(path, .read)
    let fileLength = try files.length(of: file)
    let prefix = try files.read(file, at: 0, count: Header.prefixBytes)
    let length = try Header.length(prefix, fileLength: fileLength)
    let json = try files.read(file, at: Header.prefixBytes, count: length)
    return try Header(json: Data(json), bodyLength: fileLength - Header.prefixBytes - length)
  }
}
