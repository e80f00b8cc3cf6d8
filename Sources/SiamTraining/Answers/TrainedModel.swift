internal import Foundation
internal import SiamData
public import SiamMessages
internal import SiamNetworks
package import SiamTensors

/// A network read back to be used: its averaged weights where the run kept an average, and what it was trained on.
public struct TrainedModel {
  package let network: Network
  package let images: TrainedImages
  package let description: Checkpoint.Description
  /// Where it was read from.
  public let path: String

  /// What it was trained by.
  public var recipe: Recipe { description.recipe }

  /// Opens a run.
  ///
  /// - Parameter path: a run's folder, a checkpoint file, or the name of a model that comes with siam: `glyphs`.
  /// - Throws: `ModelError` in one line.
  public init(opening path: String) throws {
    try self.init(reading: Self.file(for: path))
  }

  /// Reads a checkpoint file.
  package init(reading file: String) throws {
    try self.init(try Checkpoint(reading: file, leavingOut: Checkpoint.optimizerPrefix))
  }

  /// A model from a checkpoint's tensors.
  package init(_ tensors: SafeTensors, path: String) throws { try self.init(Checkpoint(tensors, path: path)) }

  private init(_ checkpoint: Checkpoint) throws {
    path = checkpoint.path
    description = try checkpoint.described()
    network = try checkpoint.network(description, prefix: checkpoint.hasAverage ? Checkpoint.averagePrefix : "")
    images = checkpoint.images
  }

  /// The same network before its first step.
  func untrained() throws -> Network {
    let data = description.data
    return try Network(recipe, channels: data.channels, height: data.height, width: data.width)
  }

  /// The checkpoint file that a run's name stands for.
  private static func file(for path: String) throws(ModelError) -> String {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else {
      if let bundled = BundledModels.file(named: path) { return bundled }
      throw .notFound(path)
    }
    let isFolder = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory
    guard isFolder == true else { return path }
    let file = path + "/checkpoints/last.safetensors"
    guard manager.fileExists(atPath: file) else { throw .noCheckpoint(path) }
    return file
  }
}

/// Why a run can't be used.
public enum ModelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is neither a file nor a bundled model of that name.
  case notFound(String)
  /// A run's folder without a checkpoint.
  case noCheckpoint(String)
  /// The system's reason.
  case unreadable(String, String)
  /// What is wrong with the file.
  case malformed(String, String)
  /// A tensor of another shape than the recipe's network has.
  case otherShape(String, String, found: [Int], expected: [Int])
  /// A model whose run chose no threshold.
  case noThreshold(String)

  /// Whether the input is missing, not wrong.
  public var isMissing: Bool {
    switch self {
    case .notFound, .noCheckpoint, .unreadable: true
    case .malformed, .otherShape, .noThreshold: false
    }
  }

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path): no such run; give a run's folder, a checkpoint file, or the bundled model \(BundledModels.names)"
    case .noCheckpoint(let path): "\(path): holds no checkpoints/last.safetensors; is it a run's folder?"
    case .unreadable(let path, let reason): "\(path): can't be read (\(reason))"
    case .malformed(let path, let reason): "\(path): \(printable(reason, limit: 2_000))"
    case .noThreshold(let path): "\(path): its run chose no threshold, so nothing can be rejected; leave out --reject"
    case .otherShape(let path, let name, let found, let expected):
      "\(path): \(name) has the shape \(found), and its recipe's network needs \(expected)"
    }
  }
}
