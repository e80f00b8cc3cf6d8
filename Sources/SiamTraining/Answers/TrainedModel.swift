internal import Foundation
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
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    } catch {
      throw ModelError.unreadable(file, systemReason(error))
    }
    let tensors: SafeTensors
    do throws(SafeTensorsError) {
      tensors = try SafeTensors(data, leavingOut: Checkpoint.optimizerPrefix)
    } catch {
      throw ModelError.malformed(file, error.description)
    }
    try self.init(tensors, path: file)
  }

  /// A model from a checkpoint's tensors.
  package init(_ tensors: SafeTensors, path: String) throws {
    self.path = path
    guard tensors.metadata["format"] == Checkpoint.format, let words = tensors.metadata["siam"] else {
      throw ModelError.malformed(path, "not a checkpoint of this siam (format \(Checkpoint.format))")
    }
    do {
      description = try Checkpoint.Description(json: words)
    } catch {
      throw ModelError.malformed(path, "what it says of its run can't be read")
    }
    let data = description.data
    guard (1...4).contains(data.channels), (1...4096).contains(data.height), (1...4096).contains(data.width) else {
      throw ModelError.malformed(path, "impossible image size \(data.channels) × \(data.height) × \(data.width)")
    }
    network = try Network(zeroed: description.recipe, channels: data.channels, height: data.height, width: data.width)
    let prefix =
      tensors.entries.keys.contains { $0.hasPrefix(Checkpoint.averagePrefix) } ? Checkpoint.averagePrefix : ""
    let parameters = network.parameters
    for shape in parameters.shapes {
      let values = try Self.values(prefix + shape.name, shape.shape, of: tensors, path)
      parameters.values(shape.name).copy(from: values)
    }
    for shape in parameters.statisticShapes {
      let values = try Self.values(prefix + shape.name, shape.shape, of: tensors, path)
      parameters.statistic(shape.name).copy(from: values)
    }
    let identities = tensors.entries[Checkpoint.trainingImages]?.values ?? []
    images = TrainedImages(identities: identities.filter { (0..<0x1p24).contains($0) }.map { Int($0) })
  }

  /// The same network before its first step.
  func untrained() throws -> Network {
    let data = description.data
    return try Network(recipe, channels: data.channels, height: data.height, width: data.width)
  }

  private static func values(
    _ name: String, _ shape: [Int], of tensors: SafeTensors, _ path: String
  ) throws(ModelError) -> [Float] {
    guard let entry = tensors.entries[name] else { throw .malformed(path, "it lacks \(name)") }
    guard entry.shape == shape else { throw .otherShape(path, name, found: entry.shape, expected: shape) }
    guard entry.values.allSatisfy(\.isFinite) else { throw .malformed(path, "\(name) holds what is not a number") }
    return entry.values
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

extension Checkpoint.Description {
  /// Reads a description; what an earlier siam did not know of has its default.
  init(json: String) throws {
    let decoder = JSONDecoder()
    let stored = try JSONSerialization.jsonObject(with: Data(json.utf8))
    guard var fields = stored as? [String: Any], let recipe = fields["recipe"] as? [String: Any] else {
      throw CocoaError(.coderReadCorrupt)
    }
    let standard = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Recipe()))
    fields["recipe"] = overlay(recipe, on: standard)
    self = try decoder.decode(Self.self, from: JSONSerialization.data(withJSONObject: fields))
  }
}

/// JSON objects merged, field by field; `fields` win.
private func overlay(_ fields: [String: Any], on standard: Any) -> [String: Any] {
  guard let standard = standard as? [String: Any] else { return fields }
  return standard.merging(fields) { old, new in
    guard let object = new as? [String: Any] else { return new }
    return overlay(object, on: old)
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
    case .malformed(let path, let reason): "\(path): \(reason)"
    case .noThreshold(let path): "\(path): its run chose no threshold, so nothing can be rejected; leave out --reject"
    case .otherShape(let path, let name, let found, let expected):
      "\(path): \(name) has the shape \(found), and its recipe's network needs \(expected)"
    }
  }
}
