import SiamData
import SiamFewShot
import SiamCore
import SiamTensors
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

/// Artificial embeddings of the bars' 40 images.
private struct MadeUpSpace {
  let dataset: Dataset
  let images: [ImageID]
  let rows: [[Int]]
  let classes: [ClassID]

  init() throws {
    dataset = try SmallData.dataset()
    classes = dataset.classes.map(\.id)
    let all = ClassRows(classes, of: dataset)
    (images, rows) = (all.images, all.rows)
  }

  func table(_ position: (_ row: Int) -> [Float]) throws -> EmbeddedImages {
    let points = images.indices.map(position)
    let table = try EmbeddingTable(rows: points.count, dimension: points[0].count)
    table.values.copy(from: points.flatMap { $0 })
    return EmbeddedImages(features: table, embeddings: table)
  }

  func map(_ mapper: inout SpaceMapper, _ table: EmbeddedImages, _ query: SpaceQuery) throws -> SpaceMap {
    try mapper.map(
      query, dataset: dataset, classes: classes, images: images, rows: rows, table: table, step: 3)
  }
}

@Suite(.timeLimit(.minutes(30))) struct SpaceMapperTests {
  private static let query = SpaceQuery(method: .principalComponents, maxPoints: 100)

  /// The positions of random points in four dimensions after `time`, 0…1: the first axis shrinks below the second, and
  /// all rotate by a right angle.
  private static func drift(_ time: Float, of count: Int) -> [[Float]] {
    var generator = SeededGenerator(seed: 5, purpose: .weights)
    let (near, far) = ((1 - time * time).squareRoot(), time)
    return (0..<count).map { _ in
      let x = generator.symmetric(2 - time)
      let y = generator.symmetric(1 + time)
      let rest = [generator.symmetric(0.3), generator.symmetric(0.3)]
      return [near * x - far * rest[0], y, far * x + near * rest[0], rest[1]]
    }
  }

  @Test func `the map of a slowly changing space never flips`() async throws {
    let jumps = try await TrainedModelTests.computing { context in
      let space = try MadeUpSpace()
      var mapper = SpaceMapper(context)
      var last: [SpacePoint] = []
      var jumps: [Float] = []
      for time in stride(from: Float(0), through: 1, by: 0.02) {
        let positions = Self.drift(time, of: space.images.count)
        let map = try space.map(&mapper, try space.table { positions[$0] }, Self.query)
        let jump = zip(map.points, last).map { max(abs($0.x - $1.x), abs($0.y - $1.y)) }.max()
        if let jump { jumps.append(jump) }
        last = map.points
        let shares = try #require(map.explained)
        #expect(shares.count == 2 && shares.allSatisfy { $0 > 0.1 } && shares.reduce(0, +) <= 1.0001)
      }
      return jumps
    }
    // Points are up to 2 from the centre; a flip or a swap of axes moves the outermost by at least that.
    #expect(jumps.count == 50 && jumps.allSatisfy { $0 < 0.3 }, "\(jumps.max() ?? 0)")
  }

  @Test func `a map has classes, images and similar pairs`() async throws {
    let (map, part) = try await TrainedModelTests.computing { context in
      let space = try MadeUpSpace()
      var mapper = SpaceMapper(context)
      // Each class is at a corner of its own; the first images of classes 2 and 5 are nearly the same.
      let table = try space.table { row in
        var position = Array(repeating: Float(0), count: 8)
        position[row / 5] = row == 25 ? 0 : 1
        if row == 25 { position[2] = 1 }
        position[7] += Float(row % 5) * 0.01 + (row == 25 ? 0.001 : 0)
        return position
      }
      let part = SpaceQuery(
        method: .principalComponents, maxPoints: 5, classes: [space.classes[5], space.classes[1], space.classes[2]])
      return (try space.map(&mapper, table, Self.query), try space.map(&mapper, table, part))
    }
    #expect(map.step == 3 && map.method == .principalComponents && map.points.count == 40)
    #expect(map.points.map(\.image) == map.points.map(\.image).sorted())
    #expect(map.points.map(\.classIndex) == (0..<40).map { $0 / 5 })
    #expect(map.classes.map(\.name) == (0..<8).map { "bar \($0)" } && map.classes[3].images.count == 5)
    #expect(
      map.similarPairs.map(\.first) == [map.points[10].image] && map.similarPairs[0].second == map.points[25].image)
    // One image of each of three classes, in dataset order: two images per class would be six points.
    #expect(part.classes.map(\.name) == ["bar 1", "bar 2", "bar 5"])
    #expect(part.points.map(\.image) == [5, 10, 25].map { map.points[$0].image })
  }

  @Test(arguments: [(1, 1), (3, 3), (8, 8), (15, 8), (16, 16), (39, 32), (40, 40), (0, 1)])
  func `classes show equally many images, the first ones first`(maxPoints: Int, shown: Int) throws {
    let space = try MadeUpSpace()
    let query = SpaceQuery(method: .principalComponents, maxPoints: maxPoints)
    let selection = MapSelection(query, classes: space.classes, rows: space.rows, maxCount: 4_000)
    #expect(selection.rows.count == shown && selection.rows == selection.rows.sorted())
    let images = max(1, shown / 8)
    #expect(selection.rows.allSatisfy { $0 % 5 < images } && Set(selection.rows).count == shown)
  }

  @Test func `a t-SNE job starts from the principal components, runs on any thread, and can be cancelled`() async throws
  {
    let job = try await TrainedModelTests.computing { context in
      let space = try MadeUpSpace()
      var mapper = SpaceMapper(context)
      let table = try space.table { row in (0..<8).map { $0 == row / 5 ? 1 : Float(row % 5) * 0.02 } }
      return try mapper.job(
        SpaceQuery(method: .tSNE, maxPoints: 24), dataset: space.dataset, classes: space.classes, images: space.images,
        rows: space.rows, table: table, step: 4)
    }
    var checks = 0
    let cancelled = job.run {
      checks += 1
      return checks > 3
    }
    #expect(cancelled == nil && checks == 4)
    let map = try #require(job.run())
    #expect(map.method == .tSNE && map.explained == nil && map.step == 4 && map.points.count == 24)
    let centres = (0..<8).map { label in
      map.points.filter { $0.classIndex == label }.reduce(SIMD2<Float>.zero) { $0 + SIMD2($1.x, $1.y) / 3 }
    }
    for point in map.points {
      let distances = centres.map { centre in
        let difference = centre - SIMD2(point.x, point.y)
        return (difference * difference).sum()
      }
      #expect(distances.indices.min { distances[$0] < distances[$1] } == point.classIndex)
    }
  }

  @Test func `the next t-SNE map of the same images continues from the last one`() async throws {
    /// Makes a job for some classes at corners, moved a little.
    @Sendable func job(_ mapper: inout SpaceMapper, moved: Float, maxPoints: Int) throws -> TSNEJob {
      let space = try MadeUpSpace()
      var generator = SeededGenerator(seed: 8, purpose: .weights)
      let table = try space.table { row in
        (0..<8).map { ($0 == row / 5 ? 1 : Float(row % 5) * 0.1) + moved * generator.symmetric(1) }
      }
      return try mapper.job(
        SpaceQuery(method: .tSNE, maxPoints: maxPoints), dataset: space.dataset, classes: space.classes,
        images: space.images, rows: space.rows, table: table, step: 4)
    }
    let (maps, fresh) = try await TrainedModelTests.computing { context in
      var mapper = SpaceMapper(context)
      let maps = try [(Float(0), 24), (0.01, 24), (0, 16)].map { try job(&mapper, moved: $0.0, maxPoints: $0.1).run() }
      return (
        maps,
        try [Float(0), 0.01].map { moved in
          var other = SpaceMapper(context)
          return try job(&other, moved: moved, maxPoints: 24).run()
        }
      )
    }
    #expect(maps[0] == fresh[0] && maps[1] != fresh[1] && maps[2]?.points.count == 16)
    #expect(try Self.movement(maps[0], maps[1]) < 0.25 * Self.movement(fresh[0], fresh[1]))
  }

  /// The mean squared movement of a point between two maps, as a share of the second map's variance.
  private static func movement(_ one: SpaceMap?, _ other: SpaceMap?) throws -> Float {
    var (size, moved): (Float, Float) = (0, 0)
    for (before, after) in zip(try #require(one).points, try #require(other).points) {
      size += after.x * after.x + after.y * after.y
      moved += (before.x - after.x) * (before.x - after.x) + (before.y - after.y) * (before.y - after.y)
    }
    return moved / size
  }

  @Test func `neighbours have their class names and whether they are of the same class`() throws {
    let space = try MadeUpSpace()
    // Row 6 is nearest to row 5, then rows 4 and 7.
    let table = try space.table { [$0 == 5 ? 6.25 : Float($0), 0] }
    func find(_ image: ImageID) -> Neighbourhood? {
      NearestImages.find(image, count: 3, dataset: space.dataset, images: space.images, table: table, step: 9)
    }
    let found = try #require(find(space.images[5]))
    #expect(found.step == 9 && found.image == space.images[5])
    #expect(found.neighbours.map(\.image) == [6, 7, 8].map { space.images[$0] })
    #expect(found.neighbours.allSatisfy { $0.isSameClass && $0.className == "bar 1" })
    #expect(found.neighbours.map(\.distance) == [0.0625, 0.5625, 3.0625])
    let first = try #require(find(space.images[4]))
    #expect(first.neighbours.map(\.isSameClass) == [true, true, false])
    #expect(find(ImageID(999)) == nil)
  }
}
