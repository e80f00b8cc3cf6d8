import Foundation
package import SiamData
package import SiamCore
package import SiamNetworks
package import SiamTensors

/// A network with everything that inference or resuming needs: parameters, running statistics, their average, the
/// optimizer's moments, the step, and the identities of the images it was trained on.
///
/// Tensors are named as PyTorch names them; the prefixes `average.`, `optimizer.first.` and `optimizer.second.` mark
/// the average and the moments of a tensor. `data.training_images` holds the identities of the images trained on. The
/// metadata holds the recipe and the rest as JSON.
package struct Checkpoint {
  /// The tensors and their metadata.
  package let tensors: SafeTensors
  /// The recipe, data and progress, which the metadata holds as JSON.
  package let description: Description
  /// The path the checkpoint was read from; empty if it wasn't read from a file.
  package let path: String

  /// What a checkpoint stores about a network in addition to its tensors.
  package struct Description: Codable, Equatable, Sendable {
    /// The number of steps the network was trained for.
    package var step: Int
    /// The recipe the network was trained with.
    package var recipe: Recipe
    /// The data's name, size and split.
    package var data: DataSummary
    /// Whether the images were dark ink on bright paper, and so were inverted.
    package var isInverted: Bool
    /// The similarity, 0…1, above which two images count as one class; nil before it is chosen.
    package var threshold: SimilarityThreshold?
    /// The state that training resumes from, or nil for an inference-only checkpoint.
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

  /// The prefix of averaged tensors.
  package static let averagePrefix = "average."
  /// The prefix of the optimizer's tensors.
  package static let optimizerPrefix = "optimizer."
  /// The name of the tensor with the identities of the training images.
  package static let trainingImages = "data.training_images"
  /// The version of the file format, in the metadata.
  package static let format = "siam-2"

  /// Makes a checkpoint that training can resume from.
  package init(
    _ network: Network, average: Network? = nil, optimizer: Adam, neighbours: ClassNeighbours? = nil,
    of classes: [ClassID] = [], images: TrainedImages, _ description: Description
  ) throws {
    var tensors = try Self.tensors(images, description)
    let parameters = network.parameters
    Self.add(parameters, prefix: "", to: &tensors)
    for shape in parameters.shapes {
      for (moment, values) in zip(Self.moments, [optimizer.firstMoment, optimizer.secondMoment]) {
        let range = parameters.range(shape.name)
        tensors.entries[Self.name(of: moment, of: shape)] = .init(
          shape: shape.shape, values: values.slice(range).values)
      }
    }
    if let average { Self.add(average.parameters, prefix: Self.averagePrefix, to: &tensors) }
    if let neighbours { tensors.entries[Self.neighbours] = Self.entry(neighbours, of: classes) }
    self.init(tensors, description, path: "")
  }

  /// Makes an inference-only checkpoint: a network's parameters and running statistics.
  package init(using network: Network, images: TrainedImages, _ description: Description) throws {
    var description = description
    description.progress = nil
    var tensors = try Self.tensors(images, description)
    Self.add(network.parameters, prefix: "", to: &tensors)
    self.init(tensors, description, path: "")
  }

  /// Makes a checkpoint of tensors whose metadata has been decoded.
  package init(_ tensors: SafeTensors, _ description: Description, path: String) {
    self.tensors = tensors
    self.description = description
    self.path = path
  }

  /// The images the network was trained on.
  package var images: TrainedImages {
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
