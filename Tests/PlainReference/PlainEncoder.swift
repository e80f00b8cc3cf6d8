/// The whole encoder in training, layer by layer: convolution, batch normalisation, ReLU and max pooling a block.
package struct PlainEncoder {
  /// A block's numbers.
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

  /// `batch × dimension` features of images, with the batch's own statistics.
  package func features(_ images: Numbers) -> Numbers {
    var last = images
    for block in blocks {
      last = PlainConvolution.forward(last, block.weights, padding: 1)
      last = PlainNormalization.training(last, scale: block.scale, shift: block.shift).output
      last = PlainMaxPool.forward(PlainReLU.forward(last)).output
    }
    return last.reshaped([images.shape[0], last.count / images.shape[0]])
  }

  /// All numbers, block by block: weights, scales, shifts.
  package var parameters: [Double] { blocks.flatMap { $0.weights.values + $0.scale + $0.shift } }

  /// The same encoder with other numbers.
  package func with(parameters: [Double]) -> PlainEncoder {
    var rest = parameters[...]
    func take(_ count: Int) -> [Double] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    return PlainEncoder(
      blocks: blocks.map { block in
        Block(
          weights: Numbers(block.weights.shape, take(block.weights.count)), scale: take(block.scale.count),
          shift: take(block.shift.count))
      })
  }
}
