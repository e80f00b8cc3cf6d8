package import SiamRuns
import Assets
import Foundation
import SiamData
public import SiamCore
package import SiamNetworks
package import SiamTensors

/// A trained network for inference, with the averaged weights if the run has them, and its description.
public struct TrainedModel {
  /// The network.
  package let network: Network
  /// The images it was trained on.
  package let images: TrainedImages
  /// The recipe, data and threshold.
  package let description: Checkpoint.Description
  /// The path of the checkpoint file.
  public let path: String

  /// The recipe it was trained with.
  public var recipe: Recipe { description.recipe }

  /// Opens the model of a run.
  ///
  /// - Parameter path: a run's folder, a checkpoint file, or the name of a bundled model: `glyphs`.
  /// - Throws: `ModelError` if there is no such run, or it can't be read.
  public init(opening path: String) throws {
    try self.init(reading: Self.file(for: path))
  }

  /// Reads a checkpoint file.
  package init(reading file: String) throws {
    try self.init(try Checkpoint(reading: file, excluding: Checkpoint.optimizerPrefix))
  }

  /// Makes a model from the tensors of a checkpoint that was read from `path`.
  package init(_ tensors: SafeTensors, path: String) throws { try self.init(try Checkpoint(tensors, path: path)) }

  private init(_ checkpoint: Checkpoint) throws {
    path = checkpoint.path
    description = checkpoint.description
    network = try checkpoint.network(prefix: checkpoint.hasAverage ? Checkpoint.averagePrefix : "")
    images = checkpoint.images
  }

  /// Reads the description of a model, without its tensors.
  ///
  /// - Parameter path: as for `init(opening:)`.
  /// - Returns: the description in the file's header.
  /// - Throws: `ModelError` if there is no such run, or its header can't be read.
  package static func description(opening path: String) throws(ModelError) -> Checkpoint.Description {
    try Checkpoint.Description(ofFile: try file(for: path))
  }

  /// Makes the same network with its initial weights.
  func untrained() throws -> Network {
    let data = description.data
    return try Network(recipe, channels: data.channels, height: data.height, width: data.width)
  }

  /// Returns the checkpoint file of a run's folder or a bundled model; a path of a file is returned as it is.
  private static func file(for path: String) throws(ModelError) -> String {
    let manager = FileManager.default
    guard manager.fileExists(atPath: path) else {
      if let bundled = BundledModels.file(named: path) { return bundled }
      throw .notFound(path, bundled: BundledModels.names)
    }
    // A path that can't be inspected is treated as a file; reading it then fails with the reason.
    let isFolder = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey]).isDirectory
    guard isFolder == true else { return path }
    let file = path + "/checkpoints/last.safetensors"
    guard manager.fileExists(atPath: file) else { throw .noCheckpoint(path) }
    return file
  }
}

/// The models that are bundled with siam, for use without training.
enum BundledModels {
  /// Their names on the command line.
  static let names = "glyphs"

  /// The checkpoint file of a bundled model, or nil if there is no such model.
  static func file(named name: String) -> String? {
    // If siam's resources are missing, the model is reported as not found.
    name == names ? try? Assets.path("Models/\(name).safetensors") : nil
  }
}
