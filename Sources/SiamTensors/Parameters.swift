/// The name and shape of a trained parameter or a running statistic.
public struct ParameterShape: Equatable, Sendable {
  /// The name in checkpoints, such as `blocks.0.convolution.weight`.
  public let name: String
  /// The size of each dimension, outermost first; values are row-major.
  public let shape: [Int]

  /// Creates a named shape.
  public init(_ name: String, _ shape: [Int]) {
    self.name = name
    self.shape = shape
  }

  /// The number of values.
  public var count: Int { shape.reduce(1, *) }
}

/// A named parameter's values and gradients, which are views into a `ParameterStore`.
package struct Parameter {
  /// The name in checkpoints.
  package let name: String
  package let shape: [Int]
  package let values: FloatBuffer
  package let gradients: FloatBuffer

  /// The part of the network it belongs to, such as `blocks.0` or `blocks.0.body.1`.
  var part: String {
    let components = name.split(separator: ".")
    return components.prefix(max(2, components.count - 2)).joined(separator: ".")
  }
}

/// All of a network's trained parameters in one flat buffer, their gradients in a second one, and its running
/// statistics in a third, so that an optimizer step is a single pass.
///
/// Values are row-major. Each parameter starts on a 64-byte boundary; the gaps hold zeros.
public final class ParameterStore {
  /// The shapes of the trained parameters, in the order of `values`.
  public let shapes: [ParameterShape]
  /// The shapes of the running statistics, in the order of `statistics`.
  public let statisticShapes: [ParameterShape]
  /// The trained parameters' values, gaps included.
  public let values: FloatBuffer
  /// The loss's gradient with respect to `values`.
  public let gradients: FloatBuffer
  /// The running means and variances, gaps included.
  public let statistics: FloatBuffer
  private let ranges: [String: Range<Int>]
  private let statisticRanges: [String: Range<Int>]

  /// Allocates zeroed parameters and statistics of these shapes.
  ///
  /// - Throws: `TensorError.memory`.
  public init(_ shapes: [ParameterShape], statistics statisticShapes: [ParameterShape]) throws(TensorError) {
    self.shapes = shapes
    self.statisticShapes = statisticShapes
    let (ranges, count) = Self.ranges(of: shapes)
    let (statisticRanges, statisticCount) = Self.ranges(of: statisticShapes)
    self.ranges = ranges
    self.statisticRanges = statisticRanges
    values = try FloatBuffer(count: count)
    gradients = try FloatBuffer(count: count)
    statistics = try FloatBuffer(count: statisticCount)
  }

  private static func ranges(of shapes: [ParameterShape]) -> ([String: Range<Int>], Int) {
    var ranges: [String: Range<Int>] = [:]
    var end = 0
    for shape in shapes {
      ranges[shape.name] = end..<end + shape.count
      end = (end + shape.count + 15) / 16 * 16
    }
    return (ranges, end)
  }

  /// The number of trained values, gaps excluded.
  public var parameterCount: Int { shapes.reduce(0) { $0 + $1.count } }

  /// Returns a trained parameter's values by name, which must exist.
  public func values(_ name: String) -> FloatBuffer { parameter(name).values }

  /// Returns a trained parameter's gradients by name, which must exist.
  public func gradients(_ name: String) -> FloatBuffer { parameter(name).gradients }

  /// Returns a trained parameter's range in `values`, in `gradients` and in any buffer of the same order.
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

  /// Returns a running statistic by name, which must exist.
  public func statistic(_ name: String) -> FloatBuffer {
    guard let range = statisticRanges[name] else { preconditionFailure("no statistic \(name)") }
    return statistics.slice(range)
  }
}
