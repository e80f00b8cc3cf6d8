import Foundation
import SiamCore
import SiamFiles
package import SiamNetworks
package import SiamTensors

extension Checkpoint {
  /// Reads a checkpoint file.
  ///
  /// - Parameters:
  ///   - file: the file's path.
  ///   - prefix: tensors whose names begin with it are checked but not read (default: all are read).
  /// - Throws: `ModelError` if the file can't be read or isn't a checkpoint.
  package init(reading file: String, excluding prefix: String? = nil) throws(ModelError) {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe)
    } catch {
      throw .unreadable(file, systemReason(error))
    }
    let tensors: SafeTensors
    do throws(SafeTensorsError) {
      tensors = try SafeTensors(data, excluding: prefix)
    } catch {
      throw .malformed(file, error.description)
    }
    try self.init(tensors, path: file)
  }

  /// Makes a checkpoint of tensors that were read from `path`.
  ///
  /// - Throws: `ModelError` if their metadata isn't a checkpoint's.
  package init(_ tensors: SafeTensors, path: String) throws(ModelError) {
    self.init(tensors, try Description(tensors.metadata, path: path), path: path)
  }

  /// Whether the checkpoint has averaged weights in addition to the weights.
  package var hasAverage: Bool { tensors.entries.keys.contains { $0.hasPrefix(Self.averagePrefix) } }

  /// The layout of the recipe's network.
  private var plan: NetworkPlan {
    get throws(EncoderError) {
      let data = description.data
      return try NetworkPlan(description.recipe, channels: data.channels, height: data.height, width: data.width)
    }
  }

  /// Returns the network with the tensors whose names begin with `prefix`.
  ///
  /// The tensors' shapes are checked before any memory is allocated, as a recipe can claim any size.
  package func network(prefix: String = "") throws -> Network {
    let plan = try plan
    for shape in plan.parameterShapes + plan.statisticShapes { _ = try entry(prefix + shape.name, shape.shape) }
    let network = try Network(zeroed: plan)
    try restore(network, prefix: prefix)
    return network
  }

  /// Copies the tensors whose names begin with `prefix` into a network's parameters and running statistics.
  package func restore(_ network: Network, prefix: String = "") throws(ModelError) {
    let parameters = network.parameters
    for shape in parameters.shapes {
      parameters.values(shape.name).copy(from: try values(prefix + shape.name, shape.shape))
    }
    for shape in parameters.statisticShapes {
      parameters.statistic(shape.name).copy(from: try values(prefix + shape.name, shape.shape))
    }
  }

  /// Copies the checkpoint's moments into an optimizer.
  package func restore(_ optimizer: Adam, of parameters: ParameterStore) throws(ModelError) {
    for shape in parameters.shapes {
      for (moment, buffer) in zip(Self.moments, [optimizer.firstMoment, optimizer.secondMoment]) {
        buffer.slice(parameters.range(shape.name))
          .copy(from: try values(Self.name(of: moment, of: shape), shape.shape))
      }
    }
  }

  /// Checks the names, shapes and values of all tensors that training needs, without building a network.
  ///
  /// - Throws: `ModelError` if training can't resume from the checkpoint.
  package func checkResumable() throws(ModelError) {
    let plan: NetworkPlan
    do throws(EncoderError) {
      plan = try self.plan
    } catch {
      throw .malformed(path, "\(error)")
    }
    let isAveraged = description.progress?.averageSteps != nil
    for prefix in isAveraged ? ["", Self.averagePrefix] : [""] {
      for shape in plan.parameterShapes + plan.statisticShapes { _ = try values(prefix + shape.name, shape.shape) }
    }
    for shape in plan.parameterShapes {
      for moment in Self.moments { _ = try values(Self.name(of: moment, of: shape), shape.shape) }
    }
  }

  /// The names of Adam's moments in a checkpoint.
  package static let moments = ["first", "second"]

  /// The name of the tensor with a moment of a parameter.
  package static func name(of moment: String, of shape: ParameterShape) -> String {
    "\(optimizerPrefix)\(moment).\(shape.name)"
  }

  private func values(_ name: String, _ shape: [Int]) throws(ModelError) -> [Float] {
    let values = try entry(name, shape).values
    guard values.allSatisfy(\.isFinite) else { throw .malformed(path, "tensor \(name) contains NaN or infinity") }
    return values
  }

  private func entry(_ name: String, _ shape: [Int]) throws(ModelError) -> SafeTensors.Entry {
    guard let entry = tensors.entries[name] else { throw .malformed(path, "no tensor \(name)") }
    guard entry.shape == shape else { throw .otherShape(path, name, found: entry.shape, expected: shape) }
    return entry
  }
}
