public import SiamMessages
import SiamTensors

extension Dataset {
  /// An image as training would see it: so many variations, drawn by the seed.
  ///
  /// - Returns: pictures of the image's size; none where the dataset has no such image.
  public func variations(
    of image: ImageID, by augmentation: Augmentation, count: Int, seed: UInt64
  ) -> [Picture] {
    guard count > 0, let picture = picture(image) else { return [] }
    var generator = SeededGenerator(seed: seed, purpose: .augmentation, step: image.index)
    let drawn = Variation.draw(
      augmentation, quarterTurns: [Int](repeating: 0, count: count), width: width, height: height, &generator)
    var values: [Float] = []
    sample([ImageID](repeating: image, count: count), by: drawn, into: &values)
    let size = values.count / count
    return (0..<count).map { place in
      var varied = picture
      varied.pixels = values[place * size..<(place + 1) * size].map { UInt8(max(0, min(255, ($0 * 255).rounded()))) }
      return varied
    }
  }
}
