import Foundation
import SiamFiles
import SiamTensors

/// Builds an ONNX graph, operation by operation; operations refer to each other's outputs by name.
struct GraphBuilder {
  private(set) var graph = ONNXGraph()
  private let parameters: ParameterStore

  /// The version of ONNX's operator set: from 2022, supported by every later runtime.
  static let operators: Int64 = 17
  /// The version of ONNX's file format that was released with it.
  static let format: Int64 = 8

  /// Creates an empty graph that takes its weights from a store.
  init(name: String, parameters: ParameterStore) {
    graph.name = name
    self.parameters = parameters
  }

  /// Adds an operation with one output.
  ///
  /// - Returns: the name of the output: `result`, or a unique name if it is nil.
  mutating func add(
    _ operation: String, _ inputs: [String], _ attributes: [ONNXAttribute] = [], as result: String? = nil
  ) -> String {
    let name = "\(operation)_\(graph.nodes.count)"
    let result = result ?? name
    graph.nodes.append(
      ONNXNode(inputs: inputs, outputs: [result], name: name, operation: operation, attributes: attributes))
    return result
  }

  /// Adds a trained parameter as a constant, and returns its name.
  mutating func parameter(_ name: String) -> String {
    let parameter = parameters.parameter(name)
    return constant(name, shape: parameter.shape, .float, parameter.values.data)
  }

  /// Adds a running statistic of each channel as a constant, and returns its name.
  mutating func statistic(_ name: String) -> String {
    let values = parameters.statistic(name)
    return constant(name, shape: [values.count], .float, values.data)
  }

  /// Adds a scalar constant, and returns its name.
  mutating func number(_ name: String, _ value: Float) -> String {
    constant(name, shape: [], .float, Data(value.bitPattern.littleEndianBytes))
  }

  /// Adds a constant list of one integer, and returns its name.
  mutating func list(_ name: String, _ value: Int64) -> String {
    constant(name, shape: [1], .int64, Data(value.littleEndianBytes))
  }

  private mutating func constant(
    _ name: String, shape: [Int], _ type: ONNXTensor.ElementType, _ data: Data
  ) -> String {
    graph.initializers.append(
      ONNXTensor(shape: shape.map(Int64.init), elementType: type, name: name, data: data))
    return name
  }

  /// Adds an input: floats, any number of rows of a shape.
  mutating func input(_ name: String, rowsOf shape: [Int], _ documentation: String) -> String {
    graph.inputs.append(Self.value(name, shape, documentation))
    return name
  }

  /// Makes a value an output: floats, as many rows of a shape as the input has.
  mutating func output(_ name: String, rowsOf shape: [Int], _ documentation: String) {
    graph.outputs.append(Self.value(name, shape, documentation))
  }

  private static func value(_ name: String, _ shape: [Int], _ documentation: String) -> ONNXValue {
    ONNXValue(
      name: name, elementType: .float, shape: [.free("batch")] + shape.map { .fixed(Int64($0)) },
      documentation: documentation)
  }
}
