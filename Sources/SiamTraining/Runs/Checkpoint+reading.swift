internal import Foundation
internal import SiamMessages
internal import SiamNetworks
package import SiamTensors

extension Checkpoint {
  /// Reads a checkpoint file.
  ///
  /// - Parameters:
  ///   - file: its path.
  ///   - prefix: tensors whose names begin with it are checked and not read; none where nil.
  /// - Throws: `ModelError` in one line.
  package init(reading file: String, leavingOut prefix: String? = nil) throws(ModelError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    } catch {
      throw .unreadable(file, systemReason(error))
    }
    do throws(SafeTensorsError) {
      self.init(try SafeTensors(data, leavingOut: prefix), path: file)
    } catch {
      throw .malformed(file, error.description)
    }
  }

  /// A checkpoint's tensors, read from `path`.
  package init(_ tensors: SafeTensors, path: String) {
    self.tensors = tensors
    self.path = path
  }

  /// What is known of the network beside its numbers.
  func described() throws(ModelError) -> Description {
    guard tensors.metadata["format"] == Self.format, let words = tensors.metadata["siam"] else {
      throw .malformed(path, "not a checkpoint of this siam (format \(Self.format))")
    }
    let description: Description
    do {
      description = try Description(json: Data(words.utf8))
    } catch {
      throw .malformed(path, "what it says of its run can't be read")
    }
    let data = description.data
    guard Channels(count: data.channels) != nil, (1...4096).contains(data.height), (1...4096).contains(data.width)
    else {
      throw .malformed(path, "impossible image size \(data.channels) × \(data.height) × \(data.width)")
    }
    return description
  }

  /// Whether it holds an average of the weights beside the weights.
  var hasAverage: Bool { tensors.entries.keys.contains { $0.hasPrefix(Self.averagePrefix) } }

  /// The network of a description, with the numbers under `prefix`.
  ///
  /// There is no memory for it before the file is known to hold as much: a recipe can claim any size.
  func network(_ description: Description, prefix: String = "") throws -> Network {
    let data = description.data
    let plan = try NetworkPlan(
      description.recipe, channels: data.channels, height: data.height, width: data.width)
    for shape in plan.parameterShapes + plan.statisticShapes { _ = try entry(prefix + shape.name, shape.shape) }
    let network = try Network(zeroed: plan)
    try restore(network, prefix: prefix)
    return network
  }

  /// Fills in a network's parameters and running statistics: those under `prefix`.
  func restore(_ network: Network, prefix: String = "") throws(ModelError) {
    let parameters = network.parameters
    for shape in parameters.shapes {
      parameters.values(shape.name).copy(from: try values(prefix + shape.name, shape.shape))
    }
    for shape in parameters.statisticShapes {
      parameters.statistic(shape.name).copy(from: try values(prefix + shape.name, shape.shape))
    }
  }

  /// Fills in an optimizer's moments.
  func restore(_ optimizer: Adam, of parameters: ParameterStore) throws(ModelError) {
    for shape in parameters.shapes {
      for (moment, buffer) in Self.moments(optimizer) {
        buffer.slice(parameters.range(shape.name))
          .copy(from: try values("\(Self.optimizerPrefix)\(moment).\(shape.name)", shape.shape))
      }
    }
  }

  /// Refuses a checkpoint that a run with this description can't go on from.
  func check(_ description: Description) throws(ModelError) {
    do {
      let network = try network(description)
      if description.progress?.averageSteps != nil { try restore(network, prefix: Self.averagePrefix) }
      try restore(try Adam(network.parameters), of: network.parameters)
    } catch let error as ModelError {
      throw error
    } catch {
      throw .malformed(path, "\(error)")
    }
  }

  /// Adam's moments by the names they have in a checkpoint.
  static func moments(_ optimizer: Adam) -> [(name: String, values: FloatBuffer)] {
    [("first", optimizer.firstMoment), ("second", optimizer.secondMoment)]
  }

  private func values(_ name: String, _ shape: [Int]) throws(ModelError) -> [Float] {
    let values = try entry(name, shape).values
    guard values.allSatisfy(\.isFinite) else { throw .malformed(path, "\(name) holds what is not a number") }
    return values
  }

  private func entry(_ name: String, _ shape: [Int]) throws(ModelError) -> SafeTensors.Entry {
    guard let entry = tensors.entries[name] else { throw .malformed(path, "it lacks \(name)") }
    guard entry.shape == shape else { throw .otherShape(path, name, found: entry.shape, expected: shape) }
    return entry
  }
}
