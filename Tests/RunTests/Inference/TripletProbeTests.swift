import SiamCore
import SiamFewShot
import SiamNetworks
import Testing

@testable import SiamInference

@Suite(.timeLimit(.minutes(30))) struct TripletProbeTests {
  @Test func `a probe embeds a triplet's original images`() async throws {
    let (report, features, lost) = try await TrainedModelTests.computing { context in
      let dataset = try SmallData.dataset()
      var recipe = SmallData.recipe()
      recipe.margin = 0.4
      let network = try Network(recipe, channels: 1, height: 28, width: 28)
      let images = [0, 3, 12].map { ImageID($0) }
      let table = try ImageEmbedder(context, network, count: 3).embed(images, of: dataset).embeddings
      let probe = try TripletProbe(context, network, dataset: dataset)
      let report = try probe.report(anchor: images[0], positive: images[1], negative: images[2], recipe)
      let lost = try probe.report(anchor: images[0], positive: images[1], negative: ImageID(9_999), recipe)
      return (report, [(0, 1), (0, 2), (1, 2)].map { table.squaredDistance($0, $1) }, lost)
    }
    let found = try #require(report)
    #expect([found.positiveDistance, found.negativeDistance, found.oppositeDistance] == features)
    #expect(found.loss == max(0, features[0] + 0.4 - features[1]) && features.allSatisfy { $0 > 0 })
    #expect(found.anchor == ImageID(0) && found.positive == ImageID(3) && found.negative == ImageID(12))
    #expect(lost == nil)
  }
}
