import Foundation
import SiamCore
import Testing

@testable import SiamData

/// Measurement of strokes.
struct InkStyleTests {
  /// Draws a stroke of `width` between two points in an image of 40 × 40, with edges softened over a pixel.
  private static func stroke(
    _ width: Double, from start: (x: Double, y: Double), to end: (x: Double, y: Double), ink: Double = 255
  ) -> [UInt8] {
    let (along, up) = (end.x - start.x, end.y - start.y)
    let length = (along * along + up * up).squareRoot()
    return (0..<40 * 40).map { index in
      let (x, y) = (Double(index % 40) + 0.5 - start.x, Double(index / 40) + 0.5 - start.y)
      let (far, off) = ((x * along + y * up) / length, abs(x * up - y * along) / length)
      let inside = min(width / 2 - off, far, length - far)
      return UInt8(ink * min(max(inside + 0.5, 0), 1))
    }
  }

  private static func style(_ images: [[UInt8]]) throws -> InkStyle {
    var options = DatasetOptions()
    options.holdOut = .last(0)
    let dataset = try Dataset(
      name: "strokes", side: 40, classes: [("a", images), ("b", images)], options: options)
    return try #require(dataset.inkStyle(of: dataset.training))
  }

  @Test(arguments: [2, 3, 4.5, 6]) func `horizontal, vertical and diagonal strokes have their width`(
    _ width: Double
  ) throws {
    let ends: [(Double, Double)] = [(35, 20), (20, 35), (33, 33), (35, 26)]
    for end in ends {
      let start = end.0 == 20 ? (20.0, 5.0) : end.0 == 33 ? (7, 7) : (5, end.1 == 26 ? 12 : 20)
      let measured = try #require(
        InkMeasure(Self.stroke(width, from: start, to: end), width: 40, height: 40)?.strokeWidth)
      #expect(abs(Double(measured) - width) < 0.12 * width + 0.15, "\(measured) of \(width) towards \(end)")
    }
  }

  @Test func `faint ink is as wide as bright ink`() throws {
    let images = [255.0, 90].map { Self.stroke(3, from: (5, 20), to: (35, 20), ink: $0) }
    let widths = images.compactMap { InkMeasure($0, width: 40, height: 40)?.strokeWidth }
    #expect(widths.count == 2 && abs(widths[0] - widths[1]) < 0.05, "\(widths)")
  }

  @Test func `a ring is as wide as its line`() throws {
    let ring = (0..<40 * 40).map { index -> UInt8 in
      let (x, y) = (Double(index % 40) - 19.5, Double(index / 40) - 19.5)
      return UInt8(255 * min(max(2 - abs((x * x + y * y).squareRoot() - 13), 0), 1))
    }
    let measure = try #require(InkMeasure(ring, width: 40, height: 40))
    #expect(abs(measure.strokeWidth - 3) < 0.4, "\(measure.strokeWidth)")
    #expect(measure.columns.count == measure.rows.count && (29...30).contains(measure.rows.count))
  }

  @Test func `an image without ink has no measure`() throws {
    #expect(InkMeasure([UInt8](repeating: 0, count: 16), width: 4, height: 4) == nil)
    let style = try Self.style([[UInt8](repeating: 0, count: 1600), [UInt8](repeating: 0, count: 1600)])
    #expect(style == InkStyle(width: 40, height: 40, strokeWidth: 1, extent: 1, isCentred: false))
  }

  @Test func `ink in the middle is centred, ink elsewhere is not`() throws {
    let centred = try Self.style([10.0, 12, 15].map { Self.stroke(4, from: (20 - $0, 20), to: (20 + $0, 20)) })
    #expect(centred.isCentred && abs(centred.extent - 24 / 40) < 0.03, "\(centred)")
    #expect(abs(centred.strokeWidth - 4) < 0.4)
    let lying = try Self.style([4.0, 8, 12].map { Self.stroke(4, from: ($0, 9), to: ($0 + 24, 9)) })
    #expect(!lying.isCentred && abs(lying.extent - 24 / 40) < 0.03, "\(lying)")
  }

  @Test func `the bundled glyphs have the strokes of typefaces`() throws {
    let glyphs = try Dataset.glyphs()
    let style = try #require(glyphs.inkStyle(of: glyphs.validation))
    #expect((1.5...4).contains(style.strokeWidth), "\(style)")
    #expect((0.4...1).contains(style.extent), "\(style)")
    #expect(style.width == 28 && style.height == 28)
  }
}
