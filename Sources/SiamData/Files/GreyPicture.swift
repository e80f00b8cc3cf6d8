/// A decoded picture: `height × width` grey values, row-major, 0 black … 255 white.
struct GreyPicture: Equatable {
  var width: Int
  var height: Int
  var pixels: [UInt8]

  /// Mean of the outermost rows and columns, 0…255: the paper, where there is any.
  var borderBrightness: Int {
    guard width > 0, height > 0 else { return 0 }
    var sum = 0
    var count = 0
    for column in 0..<width {
      sum += Int(pixels[column]) + Int(pixels[(height - 1) * width + column])
      count += 2
    }
    for row in 0..<height {
      sum += Int(pixels[row * width]) + Int(pixels[row * width + width - 1])
      count += 2
    }
    return sum / count
  }
}
