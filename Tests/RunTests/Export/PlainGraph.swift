import Foundation
import PlainReference

/// Computes an ONNX graph by the definitions of ONNX's operators, in double precision.
struct PlainGraph {
  private let graph: ONNXFile.Graph

  struct Unknown: Error { var operation: String }

  /// Reads the graph from a file.
  init(_ file: Data) throws { graph = try ONNXFile(file).graph }

  /// Runs the graph and returns all its values by name.
  func run(_ inputs: [String: Numbers]) throws -> [String: Numbers] {
    var values = inputs
    for constant in graph.initializers {
      guard let floats = constant.floats else { continue }
      values[constant.name] = Numbers(constant.shape, floats.map(Double.init))
    }
    for node in graph.nodes {
      let operands = node.inputs.compactMap { values[$0] }
      let result = try compute(node, operands)
      for output in node.outputs { values[output] = result }
    }
    return values
  }

  private func compute(_ node: ONNXFile.Node, _ operands: [Numbers]) throws -> Numbers {
    let input = operands[0]
    switch node.operation {
    case "Conv":
      var output = PlainConvolution.forward(
        input, operands[1], stride: ints(node, "strides")[0], padding: ints(node, "pads")[0])
      let area = output.shape[2] * output.shape[3]
      if operands.count > 2 {
        for index in 0..<output.count { output[index] += operands[2][index / area % output.shape[1]] }
      }
      return output
    case "BatchNormalization":
      return PlainNormalization.inference(
        input, scale: operands[1].values, shift: operands[2].values, mean: operands[3].values,
        variance: operands[4].values)
    case "Relu": return PlainReLU.forward(input)
    case "LeakyRelu": return PlainLeakyReLU.forward(input, slope: Double(attribute(node, "alpha")?.float ?? .nan))
    case "Sigmoid": return PlainSigmoid.forward(input)
    case "MaxPool": return PlainMaxPool.forward(input, size: ints(node, "kernel_shape")[0]).output
    case "GlobalAveragePool": return PlainAveragePool.forward(input)
    case "Flatten": return input.reshaped([input.shape[0], input.count / input.shape[0]])
    case "Squeeze": return input.reshaped([input.shape[0]])
    case "Gemm": return PlainDense.forward(input, weights: operands[1], bias: operands[2].values)
    case "Add": return elements(input, operands[1], +)
    case "Sub": return elements(input, operands[1], -)
    case "Div": return elements(input, operands[1], /)
    case "Max": return elements(input, operands[1], max)
    case "Abs": return Numbers(input.shape, input.values.map(abs))
    case "ReduceL2":
      let columns = input.shape[1]
      return Numbers(
        [input.shape[0], 1],
        (0..<input.shape[0]).map { row in
          input.values[row * columns..<(row + 1) * columns].reduce(0) { $0 + $1 * $1 }.squareRoot()
        })
    default: throw Unknown(operation: node.operation)
    }
  }

  /// Combines two tensors element by element; the second may have one value per row, or a single one.
  private func elements(_ first: Numbers, _ second: Numbers, _ body: (Double, Double) -> Double) -> Numbers {
    let repeats = first.count / second.count
    return Numbers(first.shape, first.values.enumerated().map { body($1, second[$0 / repeats]) })
  }

  private func attribute(_ node: ONNXFile.Node, _ name: String) -> ONNXFile.Attribute? {
    node.attributes.first { $0.name == name }
  }

  private func ints(_ node: ONNXFile.Node, _ name: String) -> [Int] { attribute(node, name)?.ints ?? [] }
}
