import Foundation
package import SiamTensors

/// The Adam optimizer, which updates all parameters in one pass.
///
/// Source: Kingma and Ba 2015, Adam, algorithm 1, with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8, as in PyTorch.
package final class Adam {
  private let parameters: ParameterStore
  /// The running mean of the gradients, in the order of the parameters.
  package let firstMoment: FloatBuffer
  /// The running mean of the squared gradients, in the order of the parameters.
  package let secondMoment: FloatBuffer
  /// The number of updates so far.
  package var updates = 0

  /// Creates an optimizer with moments of 0.
  package init(_ parameters: ParameterStore) throws(TensorError) {
    self.parameters = parameters
    firstMoment = try FloatBuffer(count: parameters.values.count)
    secondMoment = try FloatBuffer(count: parameters.values.count)
  }

  /// Updates the parameters, unless a gradient is not finite: then nothing changes.
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
      // A single-precision sum of 100,000 squares would lose four digits.
      var squares: Double = 0
      for index in 0..<gradients.count { squares += Double(gradients[index]) * Double(gradients[index]) }
      return Float(squares.squareRoot())
    }
  }
}

/// A learning-rate schedule that decays along half a cosine.
///
/// Source: Loshchilov and Hutter 2017, SGDR, eq. 5, without restarts.
package struct CosineSchedule: Sendable {
  /// The step at which the decay starts; before it the rate is at its peak.
  package var start: Int
  /// The step at which the decay ends, or nil for no decay.
  package var end: Int?
  /// The final learning rate, as a share of the peak.
  package var finalShare: Float

  /// Creates a schedule.
  package init(start: Int, end: Int?, finalShare: Float) {
    self.start = start
    self.end = end
    self.finalShare = finalShare
  }

  /// Returns the learning rate of a step, counted from 0, as a share of the peak.
  package func share(step: Int) -> Float {
    guard let end, end > start else { return 1 }
    let progress = min(1, max(0, Float(step - start) / Float(end - start)))
    return finalShare + (1 - finalShare) * (1 + cos(Float.pi * progress)) / 2
  }
}
