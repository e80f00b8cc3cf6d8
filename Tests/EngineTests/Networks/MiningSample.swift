import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors

/// A random labelled batch with its plain reference.
struct MiningSample {
  let labels: BatchLabels
  let batch: EmbeddingBatch
  let plain: PlainTriplets

  /// Creates random embeddings of length `dimension`, at most `spread` from the centre of their class.
  init(classes: Int, images: Int, dimension: Int = 6, spread: Double = 1, seed: UInt64) throws {
    let labels = BatchLabels(classes: classes, images: images)
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    let centres = Numbers(random: [classes, dimension], using: &generator)
    var features = Numbers(random: [classes * images, dimension], in: -spread...spread, using: &generator)
    for index in 0..<features.count {
      features[index] += centres[index / dimension / images * dimension + index % dimension]
    }
    try self.init(labels, features)
  }

  init(_ labels: BatchLabels, _ features: Numbers) throws {
    self.labels = labels
    batch = try EmbeddingBatch(try ComputeContext(), count: labels.count, dimension: features.shape[1])
    let buffer = try FloatBuffer(count: features.count)
    buffer.copy(from: features.floats)
    try batch.measure(buffer)
    // The reference uses siam's distances, so that only mining and the hinge are tested.
    plain = PlainTriplets(
      Numbers([labels.count, labels.count], batch.distances.map(Double.init)),
      labels: (0..<labels.count).map { $0 / labels.images })
  }

  func mined(by miner: Miner, seed: UInt64 = 1, step: Int = 0) -> [PlainTriplets.Triplet] {
    var triplets: [Triplet] = []
    var generator = SeededGenerator(seed: seed, purpose: .mining, step: step)
    miner.mine(batch.distances, labels, dimension: batch.dimension, using: &generator, into: &triplets)
    return triplets.map(PlainTriplets.Triplet.init)
  }
}

extension PlainTriplets.Triplet {
  init(_ triplet: Triplet) { self.init(triplet.anchor, triplet.positive, triplet.negative) }
}
