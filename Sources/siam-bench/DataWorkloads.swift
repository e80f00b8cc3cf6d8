import SiamNetworks
import Foundation
import SiamData
import SiamCore
import SiamTensors
import SiamTraining

/// Measures an evaluation as in a run, but with one setting and 600 episodes: embeds every validation glyph, then
/// evaluates the episodes.
func measureEpisodes(_ name: String, _ bench: Workbench) throws -> Measurement {
  let context = try bench.context()
  let dataset = try Dataset.glyphs(options: DatasetOptions())
  var recipe = Recipe()
  recipe.evaluation.settings = [EpisodeSetting(way: 20, shot: 1)]
  recipe.evaluation.episodes = 600
  let network = try Network(recipe, channels: 1, height: dataset.height, width: dataset.width)
  guard
    let evaluator = try ValidationEvaluator(context, recipe: recipe, dataset: dataset, network: network)
  else { throw Skipped(reason: "there are no validation classes") }
  let images = dataset.validation.flatMap(dataset.images).count
  let seconds = try bench.seconds(context) {
    _ = try evaluator.evaluate(network, step: 0, margin: 0.2, miner: .semiHard, isLast: false)
  }
  return Measurement(name, images: images, seconds: seconds)
}

/// Measures loading Omniglot from the archive.
func measureDecoding(_ name: String, _ bench: Workbench) throws -> Measurement {
  guard FileManager.default.fileExists(atPath: bench.omniglot) else {
    throw Skipped(reason: "\(bench.omniglot) doesn't exist; give the path with --omniglot")
  }
  var images = 0
  var seconds: [Double] = []
  for _ in 0..<3 {
    let began = ContinuousClock.now
    let dataset = try Dataset.load(path: bench.omniglot, options: DatasetOptions())
    seconds.append((ContinuousClock.now - began) / .seconds(1))
    images = dataset.classes.reduce(0) { $0 + $1.images.count }
  }
  return Measurement(name, images: images, seconds: seconds)
}

/// Measures loading Omniglot into an empty cache or from a full one.
func measureCache(_ name: String, _ bench: Workbench, isWarm: Bool) throws -> Measurement {
  guard FileManager.default.fileExists(atPath: bench.omniglot) else {
    throw Skipped(reason: "\(bench.omniglot) doesn't exist; give the path with --omniglot")
  }
  let folder = NSTemporaryDirectory() + "/siam-bench-\(getpid())"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  var options = DatasetOptions()
  options.cache = ImageCache(folder: folder)
  if isWarm { _ = try Dataset.load(path: bench.omniglot, options: options) }
  var (images, seconds) = (0, [Double]())
  for _ in 0..<(isWarm ? 9 : 3) {
    // Without a cache folder there is nothing to remove.
    if !isWarm { try? FileManager.default.removeItem(atPath: folder) }
    let began = ContinuousClock.now
    images = try Dataset.load(path: bench.omniglot, options: options).imageCount
    seconds.append((ContinuousClock.now - began) / .seconds(1))
  }
  return Measurement(name, images: images, seconds: seconds)
}

/// Measures making batches of 256 glyphs that are rotated, scaled and shifted.
func measureAugmentation(_ name: String, _ bench: Workbench) throws -> Measurement {
  try measureBatches(name, bench, Recipe())
}

/// Measures making batches of 256 glyphs of 56 × 56 pixels, also with elastic distortion and varied stroke widths.
func measureElasticAugmentation(_ name: String, _ bench: Workbench) throws -> Measurement {
  var recipe = Recipe()
  recipe.imageSize = 56
  recipe.augmentation.elastic = 0.05
  recipe.augmentation.stroke = 0.5
  return try measureBatches(name, bench, recipe)
}

private func measureBatches(_ name: String, _ bench: Workbench, _ recipe: Recipe) throws -> Measurement {
  let maker = BatchMaker(dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), recipe: recipe)
  var (batch, step) = (Batch(), 0)
  let seconds = bench.seconds {
    maker.make(step: step, into: &batch)
    step += 1
  }
  return Measurement(name, images: batch.items.count, seconds: seconds)
}

/// Measures the time from starting `siam` on the glyphs to the event of its first step.
func measureStartUp(_ name: String, _ bench: Workbench) throws -> Measurement {
  let siam = URL(fileURLWithPath: Workbench.executable).deletingLastPathComponent().appendingPathComponent("siam")
  guard FileManager.default.isExecutableFile(atPath: siam.path) else {
    throw Skipped(reason: "\(siam.path) is not built")
  }
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-bench-\(getpid())")
  defer { try? FileManager.default.removeItem(at: folder) }
  var (seconds, run) = ([Double](), 0)
  for _ in 0..<7 {
    run += 1
    let process = Process()
    process.executableURL = siam
    process.arguments = [
      "train", "--headless", "--json", "--steps", "1", "--run", folder.appendingPathComponent("\(run)").path,
    ]
    let output = Pipe()
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    let began = ContinuousClock.now
    try process.run()
    var text = ""
    while !text.contains("\"event\":\"step\"") {
      let data = output.fileHandleForReading.availableData
      if data.isEmpty { throw Skipped(reason: "siam ended before its first step") }
      text += String(decoding: data, as: UTF8.self)
    }
    seconds.append((ContinuousClock.now - began) / .seconds(1))
    _ = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
  }
  var measurement = Measurement(name)
  measurement.seconds = seconds.median
  return measurement
}
