import SiamTensors
import Testing

@testable import SiamData

struct AreaResizeTests {
  @Test(arguments: [(105, 105), (28, 28), (29, 31), (7, 5), (1, 1), (64, 3), (280, 56)])
  func `a pixel is the mean of the area it covers`(width: Int, height: Int) {
    var generator = SeededGenerator(seed: 7, purpose: .sampling, step: width)
    let source = (0..<width * height).map { _ in UInt8(generator.below(256)) }
    let expected = plainResize(source, width, height, to: 28)
    let resized = resize(source, width, height, to: 28)
    for (value, plain) in zip(resized, expected) { #expect(abs(Double(value) - plain) <= 0.5 + 1e-9) }
  }

  @Test func `an image of the target size is unchanged`() {
    let source = (0..<28 * 28).map { UInt8($0 % 251) }
    #expect(resize(source, 28, 28, to: 28) == source)
  }

  @Test func `a uniform image stays uniform`() {
    for value in [UInt8(0), 1, 127, 254, 255] {
      #expect(resize([UInt8](repeating: value, count: 105 * 99), 105, 99, to: 28).allSatisfy { $0 == value })
    }
  }
}

private func resize(_ source: [UInt8], _ width: Int, _ height: Int, to side: Int) -> [UInt8] {
  var target = [UInt8](repeating: 0, count: side * side)
  source.withUnsafeBufferPointer { source in
    target.withUnsafeMutableBufferPointer { target in
      AreaResize(from: (width, height), to: (side, side)).resize(source, into: target)
    }
  }
  return target
}

/// The definition, in double precision.
func plainResize(_ source: [UInt8], _ width: Int, _ height: Int, to side: Int) -> [Double] {
  func overlap(_ target: Int, _ index: Int, _ count: Int) -> Double {
    let size = Double(count) / Double(side)
    return max(0, min(Double(index + 1), Double(target + 1) * size) - max(Double(index), Double(target) * size))
  }
  let across = (0..<side).map { target in (0..<width).map { overlap(target, $0, width) } }
  let down = (0..<side).map { target in (0..<height).map { overlap(target, $0, height) } }
  let rows = (0..<height).map { y in
    (0..<side).map { target in
      (0..<width).reduce(0.0) { $0 + across[target][$1] * Double(source[y * width + $1]) }
    }
  }
  let area = Double(width * height) / Double(side * side)
  return (0..<side).flatMap { target in
    (0..<side).map { column in (0..<height).reduce(0.0) { $0 + down[target][$1] * rows[$1][column] } / area }
  }
}
