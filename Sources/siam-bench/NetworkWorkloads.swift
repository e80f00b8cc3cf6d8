import Dispatch
import SiamData
import SiamCore
import SiamNetworks
import SiamTensors
import SiamTraining
import Synchronization

/// Returns a network with initial parameters.
private func network(_ encoder: EncoderDescription) throws -> Network { try Network(encoder, seed: 1) }

/// Measures training steps on one batch of random pixels: forward, batch-hard triplets of 8 images per class, backward
/// and Adam.
func measureTraining(
  _ name: String, _ bench: Workbench, _ encoder: EncoderDescription, batch count: Int
) throws -> Measurement {
  let context = try bench.context()
  var recipe = Recipe()
  recipe.miner = .batchHard
  let step = try TrainingStep(context, recipe: recipe, network: try network(encoder), classes: count / 8, images: 8)
  var generator = SeededGenerator(seed: 1, purpose: .sampling)
  let batch = Batch(
    items: (0..<count).map { BatchItem(image: ImageID($0), label: Int32($0 / 8)) },
    pixels: (0..<count * encoder.channels * encoder.height * encoder.width).map { _ in generator.uniform() })
  let settings = TrainingSettings(margin: 0.2, miner: .batchHard, learningRate: 1e-3)
  return Measurement(
    name, images: count, seconds: try bench.seconds(context) { _ = try step.run(batch, step: 0, settings) })
}

/// Measures training steps on glyphs as in a run: another thread makes the next batch while a step computes.
func measureAugmentedTraining(_ name: String, _ bench: Workbench) throws -> Measurement {
  let (context, dataset) = (try bench.context(), try Dataset.glyphs(options: DatasetOptions()))
  var recipe = Recipe()
  recipe.miner = .batchHard
  let maker = BatchMaker(dataset: dataset, recipe: recipe)
  let network = try Network(recipe, channels: 1, height: dataset.height, width: dataset.width)
  let (classes, images) = (maker.sampler.batchClasses, maker.sampler.batchImages)
  let step = try TrainingStep(context, recipe: recipe, network: network, classes: classes, images: images)
  let settings = TrainingSettings(margin: 0.2, miner: .batchHard, learningRate: 1e-3)
  let next = Mutex(maker.make(step: 0))
  let (ready, queue) = (DispatchSemaphore(value: 1), DispatchQueue.global())
  return Measurement(
    name, images: classes * images,
    seconds: try bench.seconds(context) {
      ready.wait()
      let batch = next.withLock { $0 }
      queue.async {
        let made = maker.make(step: 1)
        next.withLock { $0 = made }
        ready.signal()
      }
      _ = try step.run(batch, step: 0, settings)
    })
}

/// Measures the encoder alone, in evaluation mode.
func measureEmbedding(
  _ name: String, _ bench: Workbench, _ description: EncoderDescription, batch: Int
) throws -> Measurement {
  let context = try bench.context()
  let encoder = try Encoder(
    context, description, parameters: try network(description).parameters, batch: batch, mode: .inference)
  var generator = SeededGenerator(seed: 1, purpose: .sampling)
  for index in 0..<encoder.images.count { encoder.images[index] = generator.uniform() }
  return Measurement(name, images: batch, seconds: try bench.seconds(context) { try encoder.forward() })
}

/// Measures the fastest of ten matrix products of each size.
func measureMatrixProducts(_ name: String, _ bench: Workbench) throws -> Measurement {
  var best = 0.0
  for size in [1024, 2048, 4096] {
    let product = try MatrixProduct(try bench.context(), rows: size, inner: size, columns: size)
    product.left.fill(1.5)
    product.right.fill(0.5)
    for _ in 0..<10 {
      let began = ContinuousClock.now
      try product.multiply()
      best = max(best, 2 * Double(size * size) * Double(size) / ((ContinuousClock.now - began) / .seconds(1)) / 1e9)
    }
  }
  return Measurement(name, gigaflops: best)
}
