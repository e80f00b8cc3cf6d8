import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// The raw-pixel baseline, which reads images when episodes draw them.
@Suite struct PixelNearestNeighbourTests {
  /// The number of cached images: all, some of an episode's, one.
  @Test(arguments: [100, 12, 1]) func `scores equal those of a table of all pixels`(_ cachedImages: Int) throws {
    let context = try ComputeContext(threads: 1)
    let dataset = try SmallData.dataset()
    let training = ClassRows(dataset.training, of: dataset)
    let (images, count) = (training.images, training.images.count)
    // Every unchanged image, then every image rotated by a quarter turn.
    let table = try EmbeddingTable(rows: 2 * count, dimension: dataset.imageValues)
    var pixels: [Float] = []
    for turned in 0..<2 {
      dataset.pixels(of: images, turned: turned, into: &pixels)
      table.values.slice(turned * pixels.count..<(turned + 1) * pixels.count).copy(from: pixels)
    }
    let classes = training.rows + training.rows.map { $0.map { $0 + count } }
    let neighbours = try PixelNearestNeighbour(
      context, dataset, rows: 2 * count, cacheBytes: cachedImages * dataset.imageValues * MemoryLayout<Float>.stride
    ) { row in (images[row % count], turned: row / count) }
    let whole = NearestNeighbour(context, table)
    var (found, expected): ([Float], [Float]) = ([], [])
    // Settings of different sizes use the same classifier one after the other.
    for setting in [EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 3, shot: 2), EpisodeSetting(way: 5, shot: 1)] {
      for episode in try EpisodeSampler(classes, setting: setting, queries: 2).episodes(4, seed: 3) {
        try neighbours.score(episode, into: &found)
        try whole.score(episode, into: &expected)
        #expect(found == expected && found.contains { $0 < 0 })
      }
    }
  }
}
