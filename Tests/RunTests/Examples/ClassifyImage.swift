import SiamCore
import SiamData
import SiamInference
import SiamTensors

/// Classifies an image by a few examples of each class; nil on a tie.
func classify(_ image: String, examples: String, run: String) throws -> String? {
  let model = try TrainedModel(opening: run)
  let support = try SupportFolder.load(path: examples, side: model.recipe.imageSize)
  let predictor = Predictor(try ComputeContext(), model, support)
  return try predictor.predict([try model.read(image)]).first?.class
}
