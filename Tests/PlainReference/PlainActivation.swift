import Foundation

/// ReLU, by its definition; the gradient at 0 is 0.
package enum PlainReLU {
  package static func forward(_ input: Numbers) -> Numbers {
    Numbers(input.shape, input.values.map { $0 > 0 ? $0 : 0 })
  }

  package static func backward(_ input: Numbers, outputGradients: Numbers) -> Numbers {
    Numbers(input.shape, zip(input.values, outputGradients.values).map { $0 > 0 ? $1 : 0 })
  }
}

/// Leaky ReLU, by its definition; the gradient at 0 is the slope.
package enum PlainLeakyReLU {
  package static func forward(_ input: Numbers, slope: Double) -> Numbers {
    Numbers(input.shape, input.values.map { $0 > 0 ? $0 : slope * $0 })
  }

  package static func backward(_ input: Numbers, slope: Double, outputGradients: Numbers) -> Numbers {
    Numbers(input.shape, zip(input.values, outputGradients.values).map { $0 > 0 ? $1 : slope * $1 })
  }
}

/// The sigmoid, by its definition.
package enum PlainSigmoid {
  package static func forward(_ input: Numbers) -> Numbers {
    Numbers(input.shape, input.values.map { 1 / (1 + exp(-$0)) })
  }

  package static func backward(_ input: Numbers, outputGradients: Numbers) -> Numbers {
    Numbers(
      input.shape, zip(forward(input).values, outputGradients.values).map { $0 * (1 - $0) * $1 })
  }
}
