import Foundation
package import SiamTensors

/// Adam over all parameters in one pass.
///
/// Source: Kingma and Ba 2015, Adam, algorithm 1, with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8, as in PyTorch.
package final class Adam {
  private let parameters: ParameterStore
  /// First and second moments, in the parameters' order.
  package let firstMoment: FloatBuffer
  package let secondMoment: FloatBuffer
  /// Updates made.
  package var updates = 0

  /// Moments of zero.
  package init(_ parameters: ParameterStore) throws(TensorError) {
    self.parameters = parameters
    firstMoment = try FloatBuffer(count: parameters.values.count)
    secondMoment = try FloatBuffer(count: parameters.values.count)
  }

  /// Moves the parameters against their gradients; where those are not all finite, nothing moves.
  ///
  /// - Returns: the Euclidean norm of the whole gradient.
  @discardableResult
  package func update(learningRate: Float) -> Float {
    let norm = parameters.gradientNorm()
    guard norm.isFinite else { return norm }
    updates += 1
    let (beta1, beta2): (Float, Float) = (0.9, 0.999)
    let correction1 = Float(1 - pow(Double(beta1), Double(updates)))
    let correction2 = Float(1 - pow(Double(beta2), Double(updates))).squareRoot()
    let step = learningRate / correction1
    parameters.values.withMutableSpan { values in
      parameters.gradients.withSpan { gradients in
        firstMoment.withMutableSpan { first in
          secondMoment.withMutableSpan { second in
            for index in 0..<values.count {
              let gradient = gradients[index]
              let mean = beta1 * first[index] + (1 - beta1) * gradient
              let square = beta2 * second[index] + (1 - beta2) * gradient * gradient
              first[index] = mean
              second[index] = square
              values[index] -= step * mean / (square.squareRoot() / correction2 + 1e-8)
            }
          }
        }
      }
    }
    return norm
  }
}

extension ParameterStore {
  /// The Euclidean norm of the whole gradient.
  package func gradientNorm() -> Float {
    gradients.withSpan { gradients in
      // A hundred thousand of them: in single precision the sum loses four digits.
      var squares: Double = 0
      for index in 0..<gradients.count { squares += Double(gradients[index]) * Double(gradients[index]) }
      return Float(squares.squareRoot())
    }
  }
}

/// A learning rate that falls along half a cosine.
///
/// Source: Loshchilov and Hutter 2017, SGDR, eq. 5, without restarts.
package struct CosineSchedule: Sendable {
  /// The step it starts to fall at; the peak before.
  package var start: Int
  /// The step it ends at, or nil while that isn't known.
  package var end: Int?
  /// What it ends at, as a share of the peak.
  package var finalShare: Float

  package init(start: Int, end: Int?, finalShare: Float) {
    self.start = start
    self.end = end
    self.finalShare = finalShare
  }

  /// The share of the peak to use for a step, counting from 0.
  package func share(step: Int) -> Float {
    guard let end, end > start else { return 1 }
    let progress = min(1, max(0, Float(step - start) / Float(end - start)))
    return finalShare + (1 - finalShare) * (1 + cos(Float.pi * progress)) / 2
  }
}
