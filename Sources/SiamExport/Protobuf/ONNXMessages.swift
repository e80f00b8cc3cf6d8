import Foundation

// The part of ONNX that siam writes. Comments name the messages and fields of onnx/onnx.proto3 in ONNX 1.12, which has
// version 8 of the file format.
//
// Source: https://github.com/onnx/onnx/blob/v1.12.0/onnx/onnx.proto3

/// A file: `ModelProto`.
struct ONNXModel: ProtobufMessage {
  /// The version of the file format.
  var formatVersion: Int64 = 0
  var producerName = ""
  var producerVersion = ""
  var documentation = ""
  var graph = ONNXGraph()
  /// The sets of operators that the graph uses.
  var operatorSets: [ONNXOperatorSet] = []
  var metadata: [ONNXProperty] = []

  func encode(into writer: inout ProtobufWriter) {
    writer.integer(formatVersion, field: 1)  // ir_version
    writer.string(producerName, field: 2)  // producer_name
    writer.string(producerVersion, field: 3)  // producer_version
    writer.string(documentation, field: 6)  // doc_string
    writer.message(graph, field: 7)  // graph
    writer.repeated(operatorSets, field: 8)  // opset_import
    writer.repeated(metadata, field: 14)  // metadata_props
  }
}

/// A version of a set of operators: `OperatorSetIdProto`.
struct ONNXOperatorSet: ProtobufMessage {
  /// The set's name; empty for ONNX's own operators.
  var domain = ""
  var version: Int64 = 0

  func encode(into writer: inout ProtobufWriter) {
    writer.string(domain, field: 1)  // domain
    writer.integer(version, field: 2)  // version
  }
}

/// A named text about the model: `StringStringEntryProto`.
struct ONNXProperty: ProtobufMessage {
  var key = ""
  var value = ""

  func encode(into writer: inout ProtobufWriter) {
    writer.string(key, field: 1)  // key
    writer.string(value, field: 2)  // value
  }
}

/// A graph of operations with its constants, inputs and outputs: `GraphProto`.
struct ONNXGraph: ProtobufMessage {
  /// The operations, each after those whose outputs it uses.
  var nodes: [ONNXNode] = []
  var name = ""
  /// The constants.
  var initializers: [ONNXTensor] = []
  var inputs: [ONNXValue] = []
  var outputs: [ONNXValue] = []

  func encode(into writer: inout ProtobufWriter) {
    writer.repeated(nodes, field: 1)  // node
    writer.string(name, field: 2)  // name
    writer.repeated(initializers, field: 5)  // initializer
    writer.repeated(inputs, field: 11)  // input
    writer.repeated(outputs, field: 12)  // output
  }
}

/// An operation: `NodeProto`.
struct ONNXNode: ProtobufMessage {
  /// The names of the values it uses, in the operator's order.
  var inputs: [String] = []
  /// The names of the values it computes, in the operator's order.
  var outputs: [String] = []
  var name = ""
  /// The operator's name.
  var operation = ""
  var attributes: [ONNXAttribute] = []

  func encode(into writer: inout ProtobufWriter) {
    writer.repeated(inputs, field: 1)  // input
    writer.repeated(outputs, field: 2)  // output
    writer.string(name, field: 3)  // name
    writer.string(operation, field: 4)  // op_type
    writer.repeated(attributes, field: 5)  // attribute
  }
}

/// A named setting of an operation: `AttributeProto`.
struct ONNXAttribute: ProtobufMessage {
  /// The setting's value.
  enum Value {
    case float(Float)
    case int(Int64)
    case ints([Int64])
  }

  var name: String
  var value: Value

  func encode(into writer: inout ProtobufWriter) {
    writer.string(name, field: 1)  // name
    switch value {
    case .float(let value): writer.float(value, field: 2, presence: .explicit)  // f
    case .int(let value): writer.integer(value, field: 3, presence: .explicit)  // i
    case .ints(let values): writer.packed(values, field: 8)  // ints
    }
    writer.integer(kind, field: 20)  // type
  }

  /// The number of the value's `AttributeType`.
  private var kind: Int {
    switch value {
    case .float: 1  // FLOAT
    case .int: 2  // INT
    case .ints: 7  // INTS
    }
  }
}

/// A constant: `TensorProto`.
struct ONNXTensor: ProtobufMessage {
  /// The type of a tensor's elements: `TensorProto.DataType`.
  enum ElementType: Int {
    case float = 1
    case int64 = 7
  }

  /// The sizes, outermost first; empty for a scalar.
  var shape: [Int64]
  var elementType: ElementType
  var name: String
  /// The elements, row-major and little-endian.
  var data: Data

  func encode(into writer: inout ProtobufWriter) {
    writer.packed(shape, field: 1)  // dims
    writer.integer(elementType.rawValue, field: 2)  // data_type
    writer.string(name, field: 8)  // name
    writer.bytes(data, field: 9)  // raw_data
  }
}

/// The name and type of a graph's input or output: `ValueInfoProto`.
struct ONNXValue: ProtobufMessage {
  /// A tensor's size along one axis: `TensorShapeProto.Dimension`.
  enum Dimension: ProtobufMessage {
    case fixed(Int64)
    /// A size that the caller chooses, under a name.
    case free(String)

    func encode(into writer: inout ProtobufWriter) {
      switch self {
      case .fixed(let size): writer.integer(size, field: 1, presence: .explicit)  // dim_value
      case .free(let name): writer.string(name, field: 2, presence: .explicit)  // dim_param
      }
    }
  }

  var name: String
  var elementType: ONNXTensor.ElementType
  var shape: [Dimension]
  var documentation = ""

  func encode(into writer: inout ProtobufWriter) {
    writer.string(name, field: 1)  // name
    writer.message(field: 2) { type in  // type, a TypeProto
      type.message(field: 1) { tensor in  // tensor_type, a TypeProto.Tensor
        tensor.integer(elementType.rawValue, field: 1)  // elem_type
        tensor.message(field: 2) { $0.repeated(shape, field: 1) }  // shape, a TensorShapeProto; dim
      }
    }
    writer.string(documentation, field: 3)  // doc_string
  }
}

extension ONNXAttribute {
  /// Creates an attribute with an integer.
  static func int(_ name: String, _ value: Int) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .int(Int64(value)))
  }

  /// Creates an attribute with a list of integers.
  static func ints(_ name: String, _ values: [Int]) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .ints(values.map(Int64.init)))
  }

  /// Creates an attribute with a floating-point number.
  static func float(_ name: String, _ value: Float) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .float(value))
  }
}
