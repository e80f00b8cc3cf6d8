import PlainReference
import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Compares optimised plans of random encoders (fused, in place and with shared memory) with unfused plans.
@Suite(.computing)
struct RandomEncoderTests {
  /// Draws random operations, which may not fit each other.
  private func draw(_ generator: inout SeededGenerator, depth: Int = 0) -> [EncoderOperation] {
    func pick<Element>(_ choices: [Element]) -> Element { choices[generator.below(choices.count)] }
    var operations: [EncoderOperation] = []
    for _ in 0..<Int.random(in: 1...(depth == 0 ? 6 : 3), using: &generator) {
      let width = pick([3, 8, 16, 20])
      switch generator.below(depth == 0 ? 12 : 8) {
      case 0, 1:
        operations += [.convolution(outputs: width, kernel: 3, padding: 1), .normalization, .relu, .maxPool(size: 2)]
      case 2:
        operations += [.convolution(outputs: width, kernel: pick([1, 2, 3]), padding: 0), pick([.relu, .sigmoid])]
      case 3: operations += [.normalization, .leakyReLU(slope: 0.2)]
      case 4: operations += [.convolution(outputs: width, kernel: 3, padding: 1), .normalization]
      case 5: operations.append(pick([.relu, .leakyReLU(slope: 0.1), .sigmoid]))
      case 6: operations.append(.residual(body: depth < 2 ? draw(&generator, depth: depth + 1) : [.relu], shortcut: []))
      case 7: operations += [.convolution(outputs: width, kernel: 3, stride: 2, padding: 1)]
      case 8:
        operations.append(
          .residual(
            body: [.convolution(outputs: width, kernel: 3, padding: 1), .normalization, pick([.relu, .sigmoid])],
            shortcut: [.convolution(outputs: width, kernel: 1, padding: 0), pick([.normalization, .relu])]))
      case 9: operations.append(.averagePool)
      case 10: operations += [.linear(outputs: width), pick([.relu, .sigmoid])]
      default: operations.append(.maxPool(size: pick([2, 3])))
      }
    }
    return operations
  }

  private func description(_ generator: inout SeededGenerator) -> EncoderDescription {
    while true {
      let description = EncoderDescription(
        channels: Int.random(in: 1...5, using: &generator), height: Int.random(in: 8...17, using: &generator),
        width: Int.random(in: 8...17, using: &generator), operations: draw(&generator))
      if description.problem == nil { return description }
    }
  }

  @Test(arguments: 1...40)
  func `all plans of an encoder give the same features and gradients`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed, purpose: .sampling)
    let description = description(&generator)
    let batch = Int.random(in: 6...9, using: &generator)
    let images = Numbers(
      random: [batch, description.channels, description.height, description.width], using: &generator)
    let outputGradients = Numbers(random: [batch, description.dimension], using: &generator)
    var results: [[String: [Float]]] = []
    for kind in [BlockKind.fastest, .direct, .unfused] {
      let store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
      var weights = SeededGenerator(seed: seed, purpose: .weights)
      description.initialize(store, using: &weights)
      for shape in store.shapes where shape.name.hasSuffix("normalization.bias") {
        for index in 0..<shape.count { store.values(shape.name)[index] = weights.symmetric(0.3) }
      }
      let context = try ComputeContext()
      let encoder = try Encoder(
        context, description, parameters: store, batch: batch, mode: .training, blocks: kind)
      var result: [String: [Float]] = [:]
      // Run twice, as a pass must overwrite the results of the previous one.
      for _ in 0..<2 {
        store.gradients.fill(.nan)
        encoder.images.copy(from: images.floats)
        try encoder.forward()
        result["features"] = encoder.features.values
        encoder.featureGradients?.copy(from: outputGradients.floats)
        try encoder.backward()
      }
      for shape in store.shapes { result[shape.name] = store.gradients(shape.name).values }
      let inference = try Encoder(
        context, description, parameters: store, batch: batch, mode: .inference, blocks: kind)
      inference.images.copy(from: images.floats)
      for _ in 0..<2 { try inference.forward() }
      result["inference"] = inference.features.values
      results.append(result)
    }
    // A gradient that a later normalisation cancels is only rounding error, so it is compared with the size of the
    // others.
    let all = gradients(of: results[2]).flatMap { $0.value.map(Double.init) }
    let typical = (all.reduce(0) { $0 + $1 * $1 } / Double(max(all.count, 1))).squareRoot()
    for result in results.dropLast() {
      for (name, expected) in results[2] {
        let rms = (expected.reduce(0) { $0 + Double($1 * $1) } / Double(expected.count)).squareRoot()
        let worst = zip(result[name] ?? [], expected).map { Double(abs($0 - $1)) }.max() ?? .infinity
        #expect(worst < 1e-3 * max(rms, typical / 10), "\(name) of \(description.operations.specification)")
      }
    }
  }

  /// Returns the gradients among an encoder's results.
  private func gradients(of numbers: [String: [Float]]) -> [String: [Float]] {
    numbers.filter { $0.key.hasPrefix("blocks") }
  }

  @Test(arguments: [("koch", 1, 105), ("resnet12", 1, 28), ("resnet12", 3, 84)])
  func `named encoders use fast kernels`(_ case: (name: String, channels: Int, size: Int)) throws {
    let spec = EncoderSpec(rawValue: `case`.name)
    let widths = `case`.name == "koch" ? [64, 128, 128, 32] : nil
    let description = try EncoderDescription(
      spec, widths: widths, channels: `case`.channels, height: `case`.size, width: `case`.size)
    let store = try ParameterStore(description.parameterShapes, statistics: description.statisticShapes)
    for mode in [Mode.training, .inference] {
      let encoder = try Encoder(try ComputeContext(), description, parameters: store, batch: 2, mode: mode)
      let slow = encoder.implementations.filter { $0.contains("ref") }
      #expect(slow.isEmpty, "\(slow)")
    }
  }
}
