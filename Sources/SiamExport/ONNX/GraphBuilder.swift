internal import Foundation
internal import SiamTensors

/// Puts operations into an ONNX graph, one after the other; what flows between them goes by names.
struct GraphBuilder {
  private(set) var graph = ONNXGraph()
  private let parameters: ParameterStore

  /// The version of ONNX's operators that graphs are built of: of 2022, which every runtime since has.
  static let operators: Int64 = 17
  /// The version of the file format that came with it.
  static let format: Int64 = 8

  /// A graph without operations, whose weights will be found in a store.
  init(name: String, parameters: ParameterStore) {
    graph.name = name
    self.parameters = parameters
  }

  /// Adds an operation with one output.
  ///
  /// - Returns: the output's name: `result`, or where nil one of its own.
  mutating func add(
    _ operation: String, _ inputs: [String], _ attributes: [ONNXAttribute] = [], as result: String? = nil
  ) -> String {
    let name = "\(operation)_\(graph.nodes.count)"
    let result = result ?? name
    graph.nodes.append(
      ONNXNode(inputs: inputs, outputs: [result], name: name, operation: operation, attributes: attributes))
    return result
  }

  /// Brings a trained parameter in, under its own name.
  mutating func parameter(_ name: String) -> String {
    let parameter = parameters.parameter(name)
    return constant(name, shape: parameter.shape, .float, parameter.values.data)
  }

  /// Brings a running statistic of each channel in, under its own name.
  mutating func statistic(_ name: String) -> String {
    let values = parameters.statistic(name)
    return constant(name, shape: [values.count], .float, values.data)
  }

  /// Brings one number in.
  mutating func number(_ name: String, _ value: Float) -> String {
    constant(name, shape: [], .float, Data(value.bitPattern.littleEndianBytes))
  }

  /// Brings a list of one whole number in.
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

  /// Names what enters: floats, as many rows of a shape as a caller likes.
  mutating func input(_ name: String, rowsOf shape: [Int], _ words: String) -> String {
    graph.inputs.append(Self.value(name, shape, words))
    return name
  }

  /// Names what leaves.
  mutating func output(_ name: String, rowsOf shape: [Int], _ words: String) {
    graph.outputs.append(Self.value(name, shape, words))
  }

  private static func value(_ name: String, _ shape: [Int], _ words: String) -> ONNXValue {
    ONNXValue(
      name: name, elementType: .float, shape: [.free("batch")] + shape.map { .fixed(Int64($0)) },
      documentation: words)
  }
}
