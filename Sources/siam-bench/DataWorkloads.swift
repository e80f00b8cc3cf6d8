import Foundation
import SiamData
import SiamMessages
import SiamTensors
import SiamTraining

/// An examination as in a run, but of one setting and 600 episodes: every held-out glyph embedded, then the episodes.
func measureEpisodes(_ name: String, _ bench: Workbench) throws -> Figure {
  let context = try bench.context()
  let dataset = try Dataset.glyphs(options: DatasetOptions())
  var recipe = Recipe()
  recipe.evaluation.settings = [EpisodeSetting(way: 20, shot: 1)]
  recipe.evaluation.episodes = 600
  let network = try Network(recipe, channels: 1, height: dataset.height, width: dataset.width)
  guard
    let examination = try HeldOutExamination(context, recipe: recipe, dataset: dataset, network: network)
  else { throw Skipped(why: "no classes are held out") }
  let images = dataset.validation.flatMap(dataset.images).count
  let seconds = try bench.seconds(context) {
    _ = try examination.examine(network, step: 0, margin: 0.2, miner: .semiHard, isLast: false)
  }
  return Figure(name, images: images, seconds: seconds)
}

/// Omniglot's pictures, from the archive to floats.
func measureDecoding(_ name: String, _ bench: Workbench) throws -> Figure {
  guard FileManager.default.fileExists(atPath: bench.omniglot) else {
    throw Skipped(why: "\(bench.omniglot) is not there (--omniglot says where)")
  }
  var pictures = 0
  var seconds: [Double] = []
  for _ in 0..<3 {
    let began = ContinuousClock.now
    let dataset = try Dataset.load(path: bench.omniglot, options: DatasetOptions())
    seconds.append((ContinuousClock.now - began) / .seconds(1))
    pictures = dataset.classes.reduce(0) { $0 + $1.images.count }
  }
  return Figure(name, images: pictures, seconds: seconds)
}

/// Omniglot's pictures, decoded into an empty cache or taken from a full one.
func measureCache(_ name: String, _ bench: Workbench, isWarm: Bool) throws -> Figure {
  guard FileManager.default.fileExists(atPath: bench.omniglot) else {
    throw Skipped(why: "\(bench.omniglot) is not there (--omniglot says where)")
  }
  let folder = NSTemporaryDirectory() + "/siam-bench-\(getpid())"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  var options = DatasetOptions()
  options.cache = ImageCache(folder: folder)
  if isWarm { _ = try Dataset.load(path: bench.omniglot, options: options) }
  var (pictures, seconds) = (0, [Double]())
  for _ in 0..<(isWarm ? 9 : 3) {
    if !isWarm { try? FileManager.default.removeItem(atPath: folder) }
    let began = ContinuousClock.now
    pictures = try Dataset.load(path: bench.omniglot, options: options).imageCount
    seconds.append((ContinuousClock.now - began) / .seconds(1))
  }
  return Figure(name, images: pictures, seconds: seconds)
}

/// Batches of 256 glyphs, turned, stretched and moved.
func measureAugmentation(_ name: String, _ bench: Workbench) throws -> Figure {
  try measureBatches(name, bench, Recipe())
}

/// The same of 56 × 56 pixels, also displaced elastically and with thicker and thinner strokes.
func measureElasticAugmentation(_ name: String, _ bench: Workbench) throws -> Figure {
  var recipe = Recipe()
  recipe.imageSize = 56
  recipe.augmentation.elastic = 0.05
  recipe.augmentation.stroke = 0.5
  return try measureBatches(name, bench, recipe)
}

private func measureBatches(_ name: String, _ bench: Workbench, _ recipe: Recipe) throws -> Figure {
  let maker = BatchMaker(dataset: try Dataset.glyphs(options: DatasetOptions(recipe: recipe)), recipe: recipe)
  var (batch, step) = (Batch(), 0)
  let seconds = bench.seconds {
    maker.make(step: step, into: &batch)
    step += 1
  }
  return Figure(name, images: batch.items.count, seconds: seconds)
}

/// From starting `siam` on the glyphs to its first step's event.
func measureStartUp(_ name: String, _ bench: Workbench) throws -> Figure {
  let siam = URL(fileURLWithPath: Workbench.executable).deletingLastPathComponent().appendingPathComponent("siam")
  guard FileManager.default.isExecutableFile(atPath: siam.path) else {
    throw Skipped(why: "\(siam.path) is not built")
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
      if data.isEmpty { throw Skipped(why: "siam took no step") }
      text += String(decoding: data, as: UTF8.self)
    }
    seconds.append((ContinuousClock.now - began) / .seconds(1))
    _ = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
  }
  var figure = Figure(name)
  figure.seconds = seconds.median
  return figure
}
