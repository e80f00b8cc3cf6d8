internal import Foundation
package import SiamData
package import SiamMessages
package import SiamNetworks
package import SiamTensors

/// Everything a run needs to be used or to go on: parameters, running statistics, their average where one is kept, the
/// optimizer's moments, the step, and what the network was trained on.
///
/// Tensors are named as PyTorch names them; `average.` and `optimizer.first.`, `optimizer.second.` come before the name
/// of the tensor they belong to. `data.training_images` are the identities of the images trained on. The metadata
/// holds the recipe and the rest as JSON.
package struct Checkpoint {
  package let tensors: SafeTensors
  /// Where it was read from; empty where it was made.
  package let path: String

  /// What is known of a network beside its numbers.
  package struct Description: Codable, Equatable, Sendable {
    /// Steps taken.
    package var step: Int
    /// What the network was trained by.
    package var recipe: Recipe
    /// The data's name, size and split.
    package var data: DataSummary
    /// Whether the data was dark ink on bright paper, and so was inverted.
    package var isInverted: Bool
    /// The similarity from which two images are taken for one class, 0…1, and what chose it; nil before that.
    package var threshold: SimilarityThreshold?
    /// What the run needs to go on; nil of a network that is only to be used.
    package var progress: Progress?

    package init(
      step: Int, recipe: Recipe, data: DataSummary, isInverted: Bool, threshold: SimilarityThreshold? = nil,
      progress: Progress? = nil
    ) {
      self.step = step
      self.recipe = recipe
      self.data = data
      self.isInverted = isInverted
      self.threshold = threshold
      self.progress = progress
    }
  }

  static let averagePrefix = "average."
  static let optimizerPrefix = "optimizer."
  static let trainingImages = "data.training_images"
  static let format = "siam-2"

  /// The state of a network in training.
  package init(
    _ network: Network, average: Network? = nil, optimizer: Adam, neighbours: ClassNeighbours? = nil,
    of classes: [ClassID] = [], images: TrainedImages, _ description: Description
  ) throws {
    var tensors = try Self.tensors(images, description)
    let parameters = network.parameters
    Self.add(parameters, prefix: "", to: &tensors)
    for shape in parameters.shapes {
      for (moment, values) in Self.moments(optimizer) {
        let range = parameters.range(shape.name)
        tensors.entries["\(Self.optimizerPrefix)\(moment).\(shape.name)"] = .init(
          shape: shape.shape, values: values.slice(range).values)
      }
    }
    if let average { Self.add(average.parameters, prefix: Self.averagePrefix, to: &tensors) }
    if let neighbours { tensors.entries[Self.neighbours] = Self.entry(neighbours, of: classes) }
    self.init(tensors, path: "")
  }

  /// A network to be used, not trained further: its parameters and running statistics alone.
  package init(using network: Network, images: TrainedImages, _ description: Description) throws {
    var description = description
    description.progress = nil
    var tensors = try Self.tensors(images, description)
    Self.add(network.parameters, prefix: "", to: &tensors)
    self.init(tensors, path: "")
  }

  /// The images trained on.
  var images: TrainedImages {
    let identities = tensors.entries[Self.trainingImages]?.values ?? []
    return TrainedImages(identities: identities.filter { (0..<0x1p24).contains($0) }.map { Int($0) })
  }

  private static func tensors(_ images: TrainedImages, _ description: Description) throws -> SafeTensors {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var tensors = SafeTensors(metadata: [
      "format": format, "step": String(description.step),
      "siam": String(decoding: try encoder.encode(description), as: UTF8.self),
    ])
    let identities = images.identities.sorted()
    tensors.entries[trainingImages] = .init(shape: [identities.count], values: identities.map(Float.init))
    return tensors
  }

  private static func add(_ parameters: ParameterStore, prefix: String, to tensors: inout SafeTensors) {
    for shape in parameters.shapes {
      tensors.entries[prefix + shape.name] = .init(shape: shape.shape, values: parameters.values(shape.name).values)
    }
    for shape in parameters.statisticShapes {
      tensors.entries[prefix + shape.name] = .init(
        shape: shape.shape, values: parameters.statistic(shape.name).values)
    }
  }
}
