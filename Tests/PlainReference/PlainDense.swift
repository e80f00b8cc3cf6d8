/// Computes the product of two matrices by its definition.
package func plainProduct(_ left: Numbers, _ right: Numbers) -> Numbers {
  let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
  var product = Numbers(zeros: [rows, columns])
  for row in 0..<rows {
    for column in 0..<columns {
      var sum = 0.0
      for index in 0..<inner { sum += left.values[row * inner + index] * right.values[index * columns + column] }
      product.values[row * columns + column] = sum
    }
  }
  return product
}

extension Numbers {
  /// The transposed matrix.
  package var transposed: Numbers {
    let (rows, columns) = (shape[0], shape[1])
    var result = Numbers(zeros: [columns, rows])
    for row in 0..<rows {
      for column in 0..<columns { result.values[column * rows + row] = values[row * columns + column] }
    }
    return result
  }
}

/// A linear layer, `y = x · weightsᵀ + bias`, by its definition.
package enum PlainDense {
  package static func forward(_ input: Numbers, weights: Numbers, bias: [Double]) -> Numbers {
    var output = plainProduct(input, weights.transposed)
    for index in output.values.indices { output.values[index] += bias[index % bias.count] }
    return output
  }

  package static func backward(
    _ input: Numbers, weights: Numbers, outputGradients: Numbers
  ) -> (input: Numbers, weights: Numbers, bias: [Double]) {
    var bias = Array(repeating: 0.0, count: weights.shape[0])
    for (index, gradient) in outputGradients.values.enumerated() { bias[index % bias.count] += gradient }
    return (plainProduct(outputGradients, weights), plainProduct(outputGradients.transposed, input), bias)
  }
}
