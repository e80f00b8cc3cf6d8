import SiamCore

/// Decodes the first image of a GIF file, on its canvas.
///
/// Around an image that is smaller than the canvas, the canvas is transparent, or has the palette's first colour if no
/// colour is transparent, as in Pillow.
struct GIFDecoder {
  private var cursor: ImageCursor
  private var (width, height): (Int, Int)
  private var palette = greyPalette
  private var transparent: UInt8?

  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    var decoder = try GIFDecoder(file)
    let frame = try decoder.readFrame()
    (decoder.width, decoder.height) = (
      max(decoder.width, frame.left + frame.width), max(decoder.height, frame.top + frame.height)
    )
    let reservation = try ImageDecoder.reserve(width: decoder.width, height: decoder.height)
    let indices = decoder.onCanvas(try decoder.indices(of: frame), frame)
    var decoded = DecodedFile(
      samples(indices, palette: decoder.palette, transparent: decoder.transparent), width: decoder.width,
      height: decoder.height, channels: channels, includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }

  private struct Frame {
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    var isInterlaced: Bool
  }

  /// Reads the header and the palette.
  private init(_ file: [UInt8]) throws(ImageError) {
    cursor = ImageCursor(file, at: 6, format: .gif)
    (width, height) = (try cursor.number(bytes: 2), try cursor.number(bytes: 2))
    let flags = try cursor.byte()
    _ = try cursor.slice(2)
    if flags & 0x80 != 0 { try readPalette(flags) }
  }

  private mutating func readPalette(_ flags: UInt8) throws(ImageError) {
    let colours = try cursor.slice(3 << (Int(flags & 7) + 1))
    palette = greyPalette
    palette.replaceSubrange(0..<colours.count, with: colours)
  }

  /// Reads up to the first image, whose pixels follow.
  private mutating func readFrame() throws(ImageError) -> Frame {
    while true {
      switch try cursor.byte() {
      case 0x21:
        let isControl = try cursor.byte() == 0xF9
        let block = try subBlock()
        if isControl, block.count >= 4, block.first.map({ $0 & 1 }) == 1 { transparent = block[block.startIndex + 3] }
        if !block.isEmpty { while try !subBlock().isEmpty {} }
      case 0x2C:
        var numbers: [Int] = []
        for _ in 0..<4 { numbers.append(try cursor.number(bytes: 2)) }
        let flags = try cursor.byte()
        if flags & 0x80 != 0 { try readPalette(flags) }
        return Frame(
          left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3], isInterlaced: flags & 0x40 != 0)
      case 0x3B: throw cursor.damaged("no image in it")
      default: throw cursor.damaged("unknown block")
      }
    }
  }

  private mutating func subBlock() throws(ImageError) -> ArraySlice<UInt8> {
    let count = Int(try cursor.byte())
    return try cursor.slice(count)
  }

  /// Decodes the indices of an image, in the order of its rows.
  private mutating func indices(of frame: Frame) throws(ImageError) -> [UInt8] {
    let codeBits = Int(try cursor.byte())
    guard 1...8 ~= codeBits else { throw cursor.damaged("codes of \(codeBits) bits") }
    var packed: [UInt8] = []
    // The last blocks may be missing if they hold no pixels.
    while cursor.rest > 0 {
      let count = min(Int(try cursor.byte()), cursor.rest)
      if count == 0 { break }
      packed += try cursor.slice(count)
    }
    guard let indices = LZWDecoder(codeBits: codeBits).decode(packed, count: frame.width * frame.height) else {
      throw cursor.damaged("it ends early")
    }
    return indices
  }

  /// Puts the rows of an image in order, on the canvas.
  private func onCanvas(_ indices: [UInt8], _ frame: Frame) -> [UInt8] {
    if !frame.isInterlaced, frame.width == width, frame.height == height { return indices }
    var canvas = [UInt8](repeating: transparent ?? 0, count: width * height)
    let passes = frame.isInterlaced ? [(0, 8), (4, 8), (2, 4), (1, 2)] : [(0, 1)]
    var source = 0
    for (first, step) in passes {
      for row in stride(from: first, to: frame.height, by: step) {
        let target = (frame.top + row) * width + frame.left
        for column in 0..<frame.width { canvas[target + column] = indices[source + column] }
        source += frame.width
      }
    }
    return canvas
  }
}
