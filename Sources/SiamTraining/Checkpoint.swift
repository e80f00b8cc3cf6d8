internal import Foundation
package import SiamMessages
package import SiamNetworks
package import SiamTensors

/// Everything a run needs to be used or to go on: parameters, running statistics, the optimizer's moments and the step.
package struct Checkpoint {
  package let tensors: SafeTensors

  /// The state of a network in training, and the average of its weights where one is kept.
  package init(
    _ network: Network, average: Network? = nil, optimizer: Adam, step: Int, recipe: Recipe
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var tensors = SafeTensors(metadata: [
      "format": "siam-1", "step": String(step),
      "recipe": String(decoding: try encoder.encode(recipe), as: UTF8.self),
    ])
    let parameters = network.parameters
    for shape in parameters.shapes {
      tensors.entries[shape.name] = .init(shape: shape.shape, values: parameters.values(shape.name).values)
      for (moment, values) in [("first", optimizer.firstMoment), ("second", optimizer.secondMoment)] {
        let range = parameters.range(shape.name)
        tensors.entries["optimizer.\(moment).\(shape.name)"] = .init(
          shape: shape.shape, values: values.slice(range).values)
      }
    }
    for shape in parameters.statisticShapes {
      tensors.entries[shape.name] = .init(shape: shape.shape, values: parameters.statistic(shape.name).values)
    }
    if let average = average?.parameters {
      for shape in average.shapes {
        tensors.entries["average.\(shape.name)"] = .init(
          shape: shape.shape, values: average.values(shape.name).values)
      }
      for shape in average.statisticShapes {
        tensors.entries["average.\(shape.name)"] = .init(
          shape: shape.shape, values: average.statistic(shape.name).values)
      }
    }
    self.tensors = tensors
  }
}
