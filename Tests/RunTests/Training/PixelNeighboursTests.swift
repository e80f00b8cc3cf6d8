import SiamData
import SiamFewShot
import SiamMessages
import SiamTensors
import Testing

@testable import SiamTraining

/// The baseline by raw pixels, read as episodes draw it.
@Suite struct PixelNeighboursTests {
  /// Images that are kept: all, some of an episode's, one.
  @Test(arguments: [100, 12, 1]) func `scores are those of a table of all pixels`(_ kept: Int) throws {
    let context = try ComputeContext(threads: 1)
    let dataset = try SmallData.dataset()
    let held = ClassRows(dataset.training, of: dataset)
    let (images, count) = (held.images, held.images.count)
    // Every image as it is, then every image turned once.
    let table = try EmbeddingTable(rows: 2 * count, dimension: dataset.imageValues)
    var pixels: [Float] = []
    for turned in 0..<2 {
      dataset.pixels(of: images, turned: turned, into: &pixels)
      table.values.slice(turned * pixels.count..<(turned + 1) * pixels.count).copy(from: pixels)
    }
    let classes = held.rows + held.rows.map { $0.map { $0 + count } }
    let neighbours = try PixelNeighbours(
      context, dataset, rows: 2 * count, keeping: kept * dataset.imageValues * MemoryLayout<Float>.stride
    ) { row in (images[row % count], turned: row / count) }
    let whole = NearestNeighbour(context, table)
    var (found, expected): ([Float], [Float]) = ([], [])
    // Settings of other sizes, one after the other, by the same classifier.
    for setting in [EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 3, shot: 2), EpisodeSetting(way: 5, shot: 1)] {
      for episode in try EpisodeSampler(classes, setting: setting, queries: 2).episodes(4, seed: 3) {
        try neighbours.score(episode, into: &found)
        try whole.score(episode, into: &expected)
        #expect(found == expected && found.contains { $0 < 0 })
      }
    }
  }
}
