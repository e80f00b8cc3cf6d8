import Foundation
import SiamCore
import SiamTensors
import Testing

@testable import SiamData

struct ElasticFieldTests {
  private func generator(_ step: Int = 0) -> SeededGenerator {
    SeededGenerator(seed: 3, purpose: .augmentation, step: step)
  }

  @Test(arguments: [(28, 28), (56, 56), (105, 105), (31, 17), (3, 2), (1, 1)])
  func `displacements are the cubic B-spline of the nodes`(width: Int, height: Int) {
    var generator = generator(width)
    let nodes = ElasticField.draw(x: 1.5, y: 0.5, &generator)
    var field = ElasticField(width: width, height: height)
    for row in 0..<height {
      field.measure(row: row, of: nodes)
      let expectedX = (0..<width).map { plainDisplacement(nodes, 0, $0, row, width, height) }
      let expectedY = (0..<width).map { plainDisplacement(nodes, 7, $0, row, width, height) }
      for column in 0..<width {
        #expect(abs(Double(field.x[column]) - expectedX[column]) < 1e-5)
        #expect(abs(Double(field.y[column]) - expectedY[column]) < 1e-5)
      }
    }
  }

  @Test func `the amplitude is the root mean square along each axis`() {
    var (sumX, sumY, count) = (0.0, 0.0, 0.0)
    var field = ElasticField(width: 28, height: 28)
    for step in 0..<120 {
      var generator = generator(step)
      let nodes = ElasticField.draw(x: 1.4, y: 0.7, &generator)
      for row in stride(from: 1, to: 28, by: 3) {
        field.measure(row: row, of: nodes)
        for value in field.x { sumX += Double(value * value) }
        for value in field.y { sumY += Double(value * value) }
        count += 28
      }
    }
    #expect(abs((sumX / count).squareRoot() - 1.4) < 0.07)
    #expect(abs((sumY / count).squareRoot() - 0.7) < 0.035)
  }

  @Test func `an elastic image is sampled at the positions of the map plus the displacements`() throws {
    let data = try dataset(groupSizes: [6, 6], images: 4)
    for step in 0..<4 {
      var generator = generator(step)
      var parameters = AugmentationParameters(map: AffineMap(random: Augmentation(), width: 28, height: 28, &generator))
      parameters.elastic = ElasticField.draw(x: 2, y: 2, &generator)
      var pixels: [Float] = []
      data.sample([ImageID(step)], by: [parameters], into: &pixels)
      let image = data.pixels.bytes[step * 784..<(step + 1) * 784].map { Double($0) / 255 }
      let map = parameters.map
      for index in stride(from: 0, to: 784, by: 5) {
        let (column, row) = (index % 28, index / 28)
        let (x, y) = (Double(column) - 13.5, Double(row) - 13.5)
        let movedX = plainDisplacement(parameters.elastic, 0, column, row, 28, 28)
        let movedY = plainDisplacement(parameters.elastic, 7, column, row, 28, 28)
        let sourceX: Double = Double(map.xx) * x + Double(map.xy) * y + Double(map.shiftX) + 13.5 + movedX
        let sourceY: Double = Double(map.yx) * x + Double(map.yy) * y + Double(map.shiftY) + 13.5 + movedY
        #expect(abs(Double(pixels[index]) - bilinear(image, sourceX, sourceY)) < 1e-4)
      }
    }
  }
}

/// Σ B(x − i) B(y − j) node(i, j), B the uniform cubic B-spline; nodes a quarter of the image apart, one before it.
private func plainDisplacement(
  _ nodes: [SIMD8<Float>], _ first: Int, _ column: Int, _ row: Int, _ width: Int, _ height: Int
) -> Double {
  func spline(_ distance: Double) -> Double {
    let d = abs(distance)
    if d < 1 { return (4 - 6 * d * d + 3 * d * d * d) / 6 }
    return d < 2 ? (2 - d) * (2 - d) * (2 - d) / 6 : 0
  }
  let x = (Double(column) + 0.5) / Double(width) * 4 + 1
  let y = (Double(row) + 0.5) / Double(height) * 4 + 1
  var sum = 0.0
  for j in 0..<7 {
    for i in 0..<7 { sum += spline(x - Double(i)) * spline(y - Double(j)) * Double(nodes[first + j][i]) }
  }
  return sum
}

/// The bilinear value of a 28 × 28 image, zero outside.
private func bilinear(_ image: [Double], _ x: Double, _ y: Double) -> Double {
  func pixel(_ x: Int, _ y: Int) -> Double {
    (0..<28).contains(x) && (0..<28).contains(y) ? image[y * 28 + x] : 0
  }
  let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
  let (fx, fy) = (x - Double(left), y - Double(top))
  return (pixel(left, top) * (1 - fx) + pixel(left + 1, top) * fx) * (1 - fy)
    + (pixel(left, top + 1) * (1 - fx) + pixel(left + 1, top + 1) * fx) * fy
}
