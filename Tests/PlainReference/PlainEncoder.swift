/// An encoder in training mode; a block is convolution, batch normalisation, ReLU and max pooling.
package struct PlainEncoder {
  /// The parameters of a block.
  package struct Block {
    package var weights: Numbers
    package var scale: [Double]
    package var shift: [Double]

    package init(weights: Numbers, scale: [Double], shift: [Double]) {
      (self.weights, self.scale, self.shift) = (weights, scale, shift)
    }
  }

  package var blocks: [Block]

  package init(blocks: [Block]) { self.blocks = blocks }

  /// Returns the features of images, `batch × dimension`, with batch statistics.
  package func features(_ images: Numbers) -> Numbers {
    var last = images
    for block in blocks {
      last = PlainConvolution.forward(last, block.weights, padding: 1)
      last = PlainNormalization.training(last, scale: block.scale, shift: block.shift).output
      last = PlainMaxPool.forward(PlainReLU.forward(last)).output
    }
    return last.reshaped([images.shape[0], last.count / images.shape[0]])
  }

  /// All parameters, block by block: weights, scales, shifts.
  package var parameters: [Double] { blocks.flatMap { $0.weights.values + $0.scale + $0.shift } }

  /// Returns the same encoder with other parameters.
  package func with(parameters: [Double]) -> PlainEncoder {
    var rest = parameters[...]
    func next(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return PlainEncoder(
      blocks: blocks.map { block in
        Block(
          weights: Numbers(block.weights.shape, next(block.weights.count)), scale: next(block.scale.count),
          shift: next(block.shift.count))
      })
  }
}
