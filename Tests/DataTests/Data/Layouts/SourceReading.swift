import Foundation
import Testing

@testable import SiamData

/// What a source gives, read to its end.
func read(_ path: String, layout: DataLayout? = nil) -> Result<[SourceFile], DataError> {
  do throws(DataError) {
    var source = try pictureSource(at: path, layout: layout)
    var files: [SourceFile] = []
    while let file = try source.next() { files.append(file) }
    return .success(files)
  } catch {
    return .failure(error)
  }
}

/// What a source gives; an error fails the test.
func files(_ path: String, layout: DataLayout? = nil) throws -> [SourceFile] { try read(path, layout: layout).get() }

/// The error a source ends in; a source without one fails the test.
func failure(_ path: String, layout: DataLayout? = nil) throws -> DataError {
  guard case .failure(let error) = read(path, layout: layout) else { throw TestFailure("\(path) was read") }
  return error
}

/// Whether a message is what people are to see: one line, that names the file.
func isGoodLine(_ error: DataError, naming path: String) -> Bool {
  let text = error.description
  return text.contains(path) && !text.unicodeScalars.contains { $0.value < 0x20 } && text.count < 500
}

extension SourceFile {
  /// The path as text.
  var name: String { String(decoding: joinedPath, as: UTF8.self) }

  /// What it holds, where it was read.
  var bytes: [UInt8]? { if case .bytes(let bytes) = contents { bytes } else { nil } }

  var picture: DecodedPicture? { if case .pixels(let picture) = contents { picture } else { nil } }

  /// Why it can't be used.
  var reason: String? { if case .unusable(let reason) = contents { reason } else { nil } }

  var className: String? { label.map { String(decoding: $0.className, as: UTF8.self) } }

  var groupName: String? { label?.group.map { String(decoding: $0, as: UTF8.self) } }
}

/// Where the committed files are.
let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Fixtures").path
