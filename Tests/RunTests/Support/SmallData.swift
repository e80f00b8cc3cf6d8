import Foundation
import SiamData
import SiamCore

/// An artificial dataset of simple shapes, small enough to train on in a debug build.
enum SmallData {
  /// Makes a recipe whose steps take milliseconds.
  static func recipe(_ objective: Objective = .triplet, steps: Int = 6, seed: UInt64 = 1) -> Recipe {
    var recipe = Recipe(objective: objective)
    recipe.batchClasses = 4
    recipe.batchImages = 3
    recipe.steps = steps
    recipe.seed = seed
    recipe.evaluation.every = 3
    recipe.evaluation.episodes = 5
    recipe.evaluation.finalEpisodes = 8
    recipe.evaluation.queries = 1
    recipe.evaluation.settings = [EpisodeSetting(way: 2, shot: 1)]
    return recipe
  }

  /// Makes bars at eight angles, five shifted images per class; by default two classes are for validation.
  static func dataset(_ holdOut: HoldOut = .last(2)) throws -> Dataset {
    let side = 28
    var classes: [(name: String, images: [[UInt8]])] = []
    for angle in 0..<8 {
      let (x, y) = (cos(Double(angle) * .pi / 8), sin(Double(angle) * .pi / 8))
      let images = (0..<5).map { shift in
        (0..<side * side).map { index -> UInt8 in
          let (column, row) = (Double(index % side) - 14, Double(index / side) - 14)
          return abs(column * y - row * x - Double(shift) + 2) < 2 && abs(column * x + row * y) < 10 ? 255 : 0
        }
      }
      classes.append(("bar \(angle)", images))
    }
    var options = DatasetOptions()
    options.holdOut = holdOut
    return try Dataset(name: "bars", side: side, classes: classes, options: options)
  }
}
