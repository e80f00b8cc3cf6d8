import SiamCore

/// The meaning of the dimensions of an array of images, and the distance of neighbours along each, in elements.
struct ImageAxes: Equatable {
  var count: Int
  var height: Int
  var width: Int
  var channels: Channels
  var imageStride: Int
  var rowStride: Int
  var columnStride: Int
  var channelStride: Int

  /// The number of values of an image.
  var valuesPerImage: Int { height * width * channels.count }

  /// Whether an image's values follow one another, so that images can be read one by one.
  var isStreamable: Bool { imageStride == valuesPerImage }

  /// Whether an image's values have the order of a decoded image's.
  var isPlain: Bool {
    channelStride == (channels == .grey ? channelStride : 1) && columnStride == channels.count
      && rowStride == width * channels.count
  }

  /// The shapes that are read, for messages.
  static let shapes = "images × height × width, with 1 or 3 channels as the last or second dimension"

  /// Finds the meaning of a shape for a number of labels, or the reason why it has none.
  ///
  /// The images are the first dimension, or the last if only that has their number, as in files from MATLAB. One other
  /// dimension is a square image, or three square planes as in CIFAR.
  static func find(_ header: NPYHeader, labels: Int) -> Result<ImageAxes, ArrayProblem> {
    let shape = header.shape
    let text = shape.map(String.init).joined(separator: "×")
    func problem(_ reason: String) -> Result<ImageAxes, ArrayProblem> {
      .failure(ArrayProblem(reason: reason, remedy: "save it in a shape that siam reads"))
    }
    guard 2...4 ~= shape.count else { return problem("the shape is \(text); expected \(shapes)") }
    let isLast = shape[0] != labels && shape.count > 2 && shape[shape.count - 1] == labels
    guard shape[0] == labels || isLast else {
      return .failure(
        ArrayProblem(
          reason: "\(counted(shape[0], "image")) (\(text)), but \(counted(labels, "label"))",
          remedy: "give one label for each image"))
    }
    var strides = [Int](repeating: 1, count: shape.count)
    let order = header.isFortran ? Array(shape.indices) : shape.indices.reversed()
    for (previous, index) in zip(order, order.dropFirst()) { strides[index] = strides[previous] * shape[previous] }
    let imageStride = strides[isLast ? shape.count - 1 : 0]
    let inner = isLast ? Array(shape.indices.dropLast()) : Array(shape.indices.dropFirst())
    var axes = ImageAxes(
      count: labels, height: 1, width: 1, channels: .grey, imageStride: imageStride, rowStride: 1, columnStride: 1,
      channelStride: 1)
    func set(rows: Int, columns: Int) {
      (axes.height, axes.width) = (shape[rows], shape[columns])
      (axes.rowStride, axes.columnStride) = (strides[rows], strides[columns])
    }
    func set(channel index: Int) {
      (axes.channels, axes.channelStride) = (shape[index] == 3 ? .rgb : .grey, strides[index])
    }
    switch inner.count {
    case 1:
      guard let (side, channels) = square(of: shape[inner[0]]) else {
        return problem("rows of \(shape[inner[0]]) values are not square images; reshape them to \(shapes)")
      }
      let stride = strides[inner[0]]
      (axes.height, axes.width, axes.channels) = (side, side, channels)
      (axes.rowStride, axes.columnStride, axes.channelStride) = (side * stride, stride, side * side * stride)
    case 2: set(rows: inner[0], columns: inner[1])
    default:
      if [1, 3].contains(shape[inner[2]]) {
        set(rows: inner[0], columns: inner[1])
        set(channel: inner[2])
      } else if [1, 3].contains(shape[inner[0]]) {
        set(rows: inner[1], columns: inner[2])
        set(channel: inner[0])
      } else {
        return problem("the shape is \(text); expected \(shapes)")
      }
    }
    guard axes.height > 0, axes.width > 0, axes.width <= ImageDecoder.maxPixels / axes.height else {
      return problem("invalid image size of \(axes.width)×\(axes.height) pixels")
    }
    guard axes.valuesPerImage * header.type.size <= SourceFile.maxBytes else {
      return problem("images of \(axes.width)×\(axes.height) pixels are \(SourceFile.tooLarge)")
    }
    return .success(axes)
  }

  /// The side and channels of a square image with this number of values, or nil if there is none.
  private static func square(of count: Int) -> (side: Int, channels: Channels)? {
    for (channels, size) in [(Channels.grey, count), (.rgb, count / 3)] where size * channels.count == count {
      let side = Int(Double(size).squareRoot().rounded())
      if side > 1, side <= 1 << 16, side * side == size { return (side, channels) }
    }
    return nil
  }
}

/// The reason why an array can't be read as images or labels.
struct ArrayProblem: Error, Equatable {
  var reason: String
  /// What to do.
  var remedy: String
}
