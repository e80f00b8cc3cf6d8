import Foundation
import SiamFiles
import SiamCore
import SiamTensors

extension Checkpoint.Description {
  /// Reads the description in a checkpoint file's header, without the tensors.
  ///
  /// - Throws: `ModelError` if the file can't be read, isn't a checkpoint, or is shorter or longer than its header
  ///   says.
  package init(ofFile file: String) throws(ModelError) {
    let header: SafeTensors.Header
    do {
      header = try SafeTensors.header(of: file)
    } catch let error as FileFailure {
      throw .unreadable(file, error.reason)
    } catch {
      throw .malformed(file, "\(error)")
    }
    try self.init(header.metadata, path: file)
  }

  /// Decodes the metadata of a file at `path`.
  package init(_ metadata: [String: String], path: String) throws(ModelError) {
    guard metadata["format"] == Checkpoint.format, let json = metadata["siam"] else {
      throw .malformed(path, "not a siam checkpoint (format \(Checkpoint.format))")
    }
    do {
      try self.init(json: Data(json.utf8))
    } catch {
      throw .malformed(path, "invalid run metadata")
    }
    guard Channels(count: data.channels) != nil, (1...4096).contains(data.height), (1...4096).contains(data.width)
    else {
      throw .malformed(path, "invalid image size \(data.channels) × \(data.height) × \(data.width)")
    }
  }
}
