import Foundation

/// An ONNX file, parsed independently of the program's writer: the fields numbered in onnx.proto3, and no others.
struct ONNXFile {
  var producer: String
  var operatorVersions: [Int]
  var properties: [String: String] = [:]
  var graph: Graph

  struct Graph {
    var nodes: [Node]
    var initializers: [Tensor]
    var inputs: [Value]
    var outputs: [Value]
  }

  struct Node {
    var inputs: [String]
    var outputs: [String]
    var operation: String
    var attributes: [Attribute]
  }

  struct Attribute {
    var name: String
    var float: Float?
    var int: Int?
    var ints: [Int]
    var kind: Int
  }

  struct Tensor {
    var name: String
    var shape: [Int]
    var elementType: Int
    var data: [UInt8]

    /// The elements of a tensor of floats; nil for another type.
    var floats: [Float]? {
      guard elementType == 1 else { return nil }
      return stride(from: 0, to: data.count, by: 4).map { start in
        Float(bitPattern: data[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
      }
    }
  }

  struct Value {
    var name: String
    var elementType: Int
    /// The sizes as numbers, and the names of free sizes.
    var sizes: [String]
  }

  init(_ file: Data) throws {
    var fields = try ProtobufFields([UInt8](file)[...])
    guard try fields.integer(1) == 8 else { throw ProtobufFields.Invalid.value(field: 1) }
    producer = try fields.string(2) ?? ""
    _ = (try fields.string(3), try fields.string(6))
    guard let graph = try fields.message(7, Graph.init) else { throw ProtobufFields.Invalid.value(field: 7) }
    self.graph = graph
    operatorVersions = try fields.messages(8) { set in
      guard try set.string(1) == nil else { throw ProtobufFields.Invalid.value(field: 8) }
      return try set.integer(2) ?? 0
    }
    for (key, value) in try fields.messages(14, { (try $0.string(1) ?? "", try $0.string(2) ?? "") }) {
      guard properties.updateValue(value, forKey: key) == nil else { throw ProtobufFields.Invalid.value(field: 14) }
    }
    try fields.end()
  }
}

extension ONNXFile.Graph {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    nodes = try fields.messages(1, ONNXFile.Node.init)
    _ = try fields.string(2)
    initializers = try fields.messages(5, ONNXFile.Tensor.init)
    inputs = try fields.messages(11, ONNXFile.Value.init)
    outputs = try fields.messages(12, ONNXFile.Value.init)
  }
}

extension ONNXFile.Node {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    inputs = try fields.strings(1)
    outputs = try fields.strings(2)
    _ = try fields.string(3)
    operation = try fields.string(4) ?? ""
    attributes = try fields.messages(5, ONNXFile.Attribute.init)
  }
}

extension ONNXFile.Attribute {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    name = try fields.string(1) ?? ""
    float = try fields.float(2)
    int = try fields.integer(3)
    ints = try fields.integers(8)
    kind = try fields.integer(20) ?? 0
  }
}

extension ONNXFile.Tensor {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    shape = try fields.integers(1)
    elementType = try fields.integer(2) ?? 0
    name = try fields.string(8) ?? ""
    data = try fields.bytes(9) ?? []
    // Floats have four bytes, and 64-bit integers eight.
    guard let size = [1: 4, 7: 8][elementType], data.count == shape.reduce(size, *) else {
      throw ProtobufFields.Invalid.value(field: 9)
    }
  }
}

extension ONNXFile.Value {
  fileprivate init(_ fields: inout ProtobufFields) throws {
    name = try fields.string(1) ?? ""
    let type = try fields.message(2) { type in
      try type.message(1) { tensor in
        let elementType = try tensor.integer(1) ?? 0
        let sizes = try tensor.message(2) { shape in
          try shape.messages(1) { try $0.integer(1).map(String.init) ?? $0.string(2) ?? "" }
        }
        return (elementType, sizes)
      }
    }
    guard let tensor = type ?? nil, let sizes = tensor.1 else { throw ProtobufFields.Invalid.value(field: 2) }
    (elementType, self.sizes) = (tensor.0, sizes)
    _ = try fields.string(3)
  }
}
