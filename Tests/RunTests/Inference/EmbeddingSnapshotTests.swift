import SiamFewShot
import SiamNetworks
import SiamData
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// The weights and embeddings that are cached between queries.
@Suite(.timeLimit(.minutes(30))) struct EmbeddingSnapshotTests {
  /// A clock that advances as a test requests.
  private final class ManualClock {
    var seconds = 0.0
    /// Returns the time, and advances it.
    var tick = 0.0

    func read() -> Double {
      seconds += tick
      return seconds
    }
  }

  private static func snapshots<Result: Sendable>(
    _ body: @escaping @Sendable (EmbeddingSnapshot, Network, ManualClock) throws -> Result
  ) async throws -> Result {
    try await TrainedModelTests.computing { context in
      let network = try Network(SmallData.recipe(), channels: 1, height: 28, width: 28)
      let clock = ManualClock()
      let snapshot = try EmbeddingSnapshot(context, of: network, dataset: try SmallData.dataset()) { clock.read() }
      return try body(snapshot, network, clock)
    }
  }

  @Test func `during training older weights are retained until embedding takes less than its share of the time`()
    async throws
  {
    try await Self.snapshots { snapshot, network, clock in
      snapshot.update(from: network, step: 1, embedding: 10, isTraining: true)
      #expect(snapshot.step == 1, "the first is taken at once")
      // Embedding ten images takes a second.
      clock.tick = 1
      _ = try snapshot.table(of: (0..<10).map { .image(ImageID($0)) })
      clock.tick = 0
      let wait = 1 / EmbeddingSnapshot.share
      clock.seconds = wait - 0.1
      snapshot.update(from: network, step: 2, embedding: 10, isTraining: true)
      #expect(snapshot.step == 1)
      snapshot.update(from: network, step: 2, embedding: 5, isTraining: true)
      #expect(snapshot.step == 2, "half the images may be embedded again after half the time")
      clock.seconds += wait - 0.1
      snapshot.update(from: network, step: 3, embedding: 10, isTraining: true)
      #expect(snapshot.step == 2)
      snapshot.update(from: network, step: 3, embedding: 10, isTraining: false)
      #expect(snapshot.step == 3, "where no step waits, the numbers are always the newest")
      clock.seconds += wait
      snapshot.update(from: network, step: 4, embedding: 10, isTraining: true)
      #expect(snapshot.step == 4)
    }
  }

  @Test(arguments: [1, 3, 9, 17, 40]) func `each row is the embedding of its image for any number of images`(
    _ count: Int
  ) async throws {
    try await Self.snapshots { snapshot, network, _ in
      let dataset = try SmallData.dataset()
      snapshot.update(from: network, step: 1, embedding: count, isTraining: false)
      let images = (0..<count).map { ImageID($0) }
      let context = try ComputeContext(threads: 1)
      let direct = try ImageEmbedder(context, network, count: 40).embed(images, of: dataset)
      // Mixed with drawn images, in reverse order, and with a repeated image.
      let sources = images.reversed().map { image in
        image.index % 3 == 0
          ? dataset.picture(image).map { .pixels($0.pixels) } ?? .image(image) : ImageReference.image(image)
      }
      let first = try snapshot.table(of: sources + [sources[0]])
      let again = try snapshot.table(of: Array(sources.reversed()))
      let dimension = direct.features.dimension
      let expected = direct.features.values.values
      let found = again.features.values.values
      #expect(zip(found, expected).allSatisfy { abs($0 - $1) < 1e-4 })
      #expect(first.features.row(0).values == first.features.row(count).values)
      #expect(first.features.row(0).values == Array(found.suffix(dimension)), "cached, not embedded again")
      #expect(first.embeddings.isUnitLength && first.embeddings.rows == count + 1)
    }
  }
}
