public import SiamData
internal import SiamFewShot
public import SiamMessages
internal import SiamNetworks

extension Recipe {
  /// Refuses a recipe that asks for more of a dataset's held-out classes than there are, with `FewShotError`, or for an
  /// encoder that can't see its images, with `EncoderError`.
  public func check(against dataset: Dataset) throws {
    _ = try EncoderDescription(
      encoder, widths: widths, channels: dataset.channels.count, height: dataset.height, width: dataset.width)
    if !dataset.validation.isEmpty { _ = try episodeSamplers(dataset) }
  }

  /// A sampler a setting, over the held-out images numbered class by class.
  func episodeSamplers(_ dataset: Dataset) throws(FewShotError) -> [EpisodeSampler] {
    let classes = ClassRows(dataset.validation, of: dataset).rows
    var samplers: [EpisodeSampler] = []
    for setting in evaluation.settings {
      samplers.append(try EpisodeSampler(classes, setting: setting, queries: evaluation.queries))
    }
    return samplers
  }
}
