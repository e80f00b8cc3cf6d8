import CWebP
import SiamCore

/// Decodes a WebP file with libwebp; of an animation, its first frame on its canvas.
enum WebPDecoder {
  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    let header = try header(of: file)
    let (width, height) = (Int(header.width), Int(header.height))
    let reservation = try ImageDecoder.reserve(width: width, height: height)
    let samples: DecodedSamples
    if header.is_animated {
      samples = .rgba(try firstFrame(of: file, width: width, height: height))
    } else {
      let pixels = try pixels(of: file, header, channels: header.has_alpha ? 4 : 3)
      samples = header.has_alpha ? .rgba(pixels) : .rgb(pixels)
    }
    var decoded = DecodedFile(
      samples, width: width, height: height, channels: channels, includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }

  private static let damaged = ImageError(reason: "damaged WebP")

  private static func header(of file: [UInt8]) throws(ImageError) -> siam_webp_header {
    var header = siam_webp_header()
    guard file.withUnsafeBytes({ siam_webp_read_header($0.baseAddress, $0.count, &header) }) else { throw damaged }
    return header
  }

  /// Decodes `height × width × channels` values.
  private static func pixels(
    of file: [UInt8], _ header: siam_webp_header, channels: Int
  ) throws(ImageError) -> [UInt8] {
    let size = Int(header.width) * Int(header.height) * channels
    var isDecoded = false
    let pixels = [UInt8](unsafeUninitializedCapacity: size) { target, initialized in
      isDecoded = file.withUnsafeBytes {
        siam_webp_decode(
          $0.baseAddress, $0.count, header.width, header.height, Int32(channels), target.baseAddress)
      }
      initialized = isDecoded ? size : 0
    }
    guard isDecoded else { throw damaged }
    return pixels
  }

  /// Decodes the first frame of an animation to red, green, blue and alpha; the canvas around it is transparent.
  private static func firstFrame(of file: [UInt8], width: Int, height: Int) throws(ImageError) -> [UInt8] {
    guard let frame = WebPChunks(file).first(where: { $0.name == "ANMF" })?.contents, frame.count > 16 else {
      throw damaged
    }
    func number(_ offset: Int) -> Int {
      file[frame.lowerBound + offset..<frame.lowerBound + offset + 3].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    let (left, top) = (number(0) * 2, number(3) * 2)
    let image = stillImage(file, in: frame.dropFirst(16))
    let header = try header(of: image)
    guard !header.is_animated, left + Int(header.width) <= width, top + Int(header.height) <= height else {
      throw damaged
    }
    let pixels = try pixels(of: image, header, channels: 4)
    let rowBytes = Int(header.width) * 4
    if header.width == width, header.height == height { return pixels }
    var canvas = [UInt8](repeating: 0, count: width * height * 4)
    for row in 0..<Int(header.height) {
      let start = ((top + row) * width + left) * 4
      canvas.replaceSubrange(start..<start + rowBytes, with: pixels[row * rowBytes..<(row + 1) * rowBytes])
    }
    return canvas
  }

  /// A file of a frame's chunks.
  private static func stillImage(_ file: [UInt8], in frame: Range<Int>) -> [UInt8] {
    let chunks = WebPChunks(file, in: frame).filter { ["ALPH", "VP8 ", "VP8L"].contains($0.name) }
    var contents = chunks.flatMap { file[$0.whole] }
    if chunks.first?.name == "ALPH" {
      // A header that announces alpha: flags, and the frame's size less one.
      let size = file[frame.lowerBound - 10..<frame.lowerBound - 4]
      contents = Array("VP8X".utf8) + [10, 0, 0, 0, 0x10, 0, 0, 0] + size + contents
    }
    let length = contents.count + 4
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return Array("RIFF".utf8) + bytes + Array("WEBP".utf8) + contents
  }
}
