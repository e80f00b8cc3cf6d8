/// The name and shape of a stretch of trained or running numbers.
public struct ParameterShape: Equatable, Sendable {
  /// As in checkpoints, such as `blocks.0.convolution.weight`.
  public let name: String
  /// Row-major sizes, outermost first.
  public let shape: [Int]

  /// A named shape.
  public init(_ name: String, _ shape: [Int]) {
    self.name = name
    self.shape = shape
  }

  /// Numbers in it.
  public var count: Int { shape.reduce(1, *) }
}

/// One named parameter's values and gradients, views into the flat buffers of a `ParameterStore`.
package struct Parameter {
  /// As in checkpoints.
  package let name: String
  package let shape: [Int]
  package let values: FloatBuffer
  package let gradients: FloatBuffer

  /// The part of the network it belongs to, such as `blocks.0` or `blocks.0.body.1`.
  var part: String {
    let words = name.split(separator: ".")
    return words.prefix(max(2, words.count - 2)).joined(separator: ".")
  }
}

/// All of a network's trained numbers in one flat buffer, their gradients in another, and its running statistics in a
/// third: the optimizer is one pass and a checkpoint one write.
///
/// Row-major; each parameter starts on a 64-byte boundary, the gap holding zeros.
public final class ParameterStore {
  /// The trained parameters, in order.
  public let shapes: [ParameterShape]
  /// The running statistics, in order.
  public let statisticShapes: [ParameterShape]
  /// Trained numbers, gaps included.
  public let values: FloatBuffer
  /// The loss's gradient with respect to `values`.
  public let gradients: FloatBuffer
  /// Running means and variances.
  public let statistics: FloatBuffer
  private let ranges: [String: Range<Int>]
  private let statisticRanges: [String: Range<Int>]

  /// Zeroed parameters and statistics of these shapes.
  public init(_ shapes: [ParameterShape], statistics statisticShapes: [ParameterShape]) throws(TensorError) {
    self.shapes = shapes
    self.statisticShapes = statisticShapes
    let (ranges, count) = Self.place(shapes)
    let (statisticRanges, statisticCount) = Self.place(statisticShapes)
    self.ranges = ranges
    self.statisticRanges = statisticRanges
    values = try FloatBuffer(count: count)
    gradients = try FloatBuffer(count: count)
    statistics = try FloatBuffer(count: statisticCount)
  }

  private static func place(_ shapes: [ParameterShape]) -> ([String: Range<Int>], Int) {
    var ranges: [String: Range<Int>] = [:]
    var end = 0
    for shape in shapes {
      ranges[shape.name] = end..<end + shape.count
      end = (end + shape.count + 15) / 16 * 16
    }
    return (ranges, end)
  }

  /// Trained numbers, gaps excluded.
  public var parameterCount: Int { shapes.reduce(0) { $0 + $1.count } }

  /// A trained parameter's values by name.
  public func values(_ name: String) -> FloatBuffer { parameter(name).values }

  /// A trained parameter's gradients by name.
  public func gradients(_ name: String) -> FloatBuffer { parameter(name).gradients }

  /// Where a trained parameter lies in `values`, `gradients` and anything else of their order.
  public func range(_ name: String) -> Range<Int> {
    guard let range = ranges[name] else { preconditionFailure("no parameter \(name)") }
    return range
  }

  package func parameter(_ name: String) -> Parameter {
    guard let range = ranges[name], let shape = shapes.first(where: { $0.name == name }) else {
      preconditionFailure("no parameter \(name)")
    }
    return Parameter(name: name, shape: shape.shape, values: values.slice(range), gradients: gradients.slice(range))
  }

  /// Running statistics by name.
  public func statistic(_ name: String) -> FloatBuffer {
    guard let range = statisticRanges[name] else { preconditionFailure("no statistic \(name)") }
    return statistics.slice(range)
  }
}
