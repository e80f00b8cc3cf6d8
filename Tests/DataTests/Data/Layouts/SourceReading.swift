import Foundation
import Testing

@testable import SiamData

/// Reads all files of a source.
func read(_ path: String, layout: DataLayout? = nil) -> Result<[SourceFile], DataError> {
  do throws(DataError) {
    var source = try imageSource(at: path, layout: layout)
    var files: [SourceFile] = []
    while let file = try source.next() { files.append(file) }
    return .success(files)
  } catch {
    return .failure(error)
  }
}

/// Reads all files of a source; an error fails the test.
func files(_ path: String, layout: DataLayout? = nil) throws -> [SourceFile] { try read(path, layout: layout).get() }

/// The error that a source ends with; no error fails the test.
func failure(_ path: String, layout: DataLayout? = nil) throws -> DataError {
  guard case .failure(let error) = read(path, layout: layout) else { throw TestFailure("\(path) was read") }
  return error
}

/// Whether a message is one line that names the file.
func isGoodLine(_ error: DataError, naming path: String) -> Bool {
  let text = error.description
  // Without the path, which a command may repeat and whose length is the temporary folder's.
  let length = text.replacing(path, with: "").count
  return text.contains(path) && !text.unicodeScalars.contains { $0.value < 0x20 } && length < 430
}

extension SourceFile {
  /// The path as text.
  var name: String { String(decoding: joinedPath, as: UTF8.self) }

  /// The bytes of the file, if it was read.
  var bytes: [UInt8]? { if case .bytes(let bytes) = contents { bytes } else { nil } }

  var image: DecodedImage? { if case .pixels(let image) = contents { image } else { nil } }

  /// The reason why the file can't be used.
  var reason: String? { if case .unusable(let reason) = contents { reason } else { nil } }

  var className: String? { label.map { String(decoding: $0.className, as: UTF8.self) } }

  var groupName: String? { label?.group.map { String(decoding: $0, as: UTF8.self) } }
}

/// The folder of the committed fixtures.
let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path
