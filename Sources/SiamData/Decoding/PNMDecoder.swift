import SiamCore

/// Decodes a PNM file: a bitmap, greymap or pixmap (PBM, PGM, PPM), in numbers or in bytes. Only the first image of a
/// file is decoded.
struct PNMDecoder {
  private var cursor: ImageCursor
  private let kind: UInt8
  private let width: Int
  private let height: Int
  /// The value of white, 1…65535.
  private var maxValue = 1

  private var isBitmap: Bool { kind == 0x31 || kind == 0x34 }
  private var isColoured: Bool { kind == 0x33 || kind == 0x36 }
  private var isText: Bool { kind <= 0x33 }

  static func decode(
    _ file: [UInt8], channels: Channels, includingColours: Bool
  ) throws(ImageError) -> DecodedFile {
    var decoder = try PNMDecoder(file)
    let reservation = try ImageDecoder.reserve(width: decoder.width, height: decoder.height)
    let samples = try decoder.samples()
    var decoded = DecodedFile(
      decoder.isColoured ? .rgb(samples) : .grey(samples), width: decoder.width, height: decoder.height,
      channels: channels, includingColours: includingColours)
    decoded.reservation = reservation
    return decoded
  }

  /// Reads the header.
  private init(_ file: [UInt8]) throws(ImageError) {
    cursor = ImageCursor(file, at: 1, format: .pnm)
    kind = try cursor.byte()
    guard 0x31...0x36 ~= kind else { throw cursor.damaged("unknown kind") }
    (width, height) = (try cursor.pnmNumber(), try cursor.pnmNumber())
    if !isBitmap { maxValue = try cursor.pnmNumber() }
    guard 1...65_535 ~= maxValue else { throw cursor.damaged("a maximum of \(maxValue)") }
    // The separator before the pixels.
    if !isText { _ = try cursor.byte() }
  }

  /// Decodes `height × width` greys or colours.
  private mutating func samples() throws(ImageError) -> [UInt8] {
    switch kind {
    case 0x31: return try textBits()
    case 0x34: return try packedBits()
    default: break
    }
    let count = width * height * (isColoured ? 3 : 1)
    if isText {
      let scale = scale()
      var samples: [UInt8] = []
      // A number and a separator are two bytes at least.
      samples.reserveCapacity(min(count, cursor.rest))
      for _ in 0..<count {
        let value = try cursor.pnmNumber()
        guard value <= maxValue else { throw cursor.damaged("\(value) is above the maximum") }
        samples.append(scale[value])
      }
      return samples
    }
    guard maxValue > 255 else {
      let bytes = try cursor.slice(count)
      guard maxValue < 255 else { return Array(bytes) }
      let scale = scale()
      return bytes.map { scale[min(Int($0), maxValue)] }
    }
    let bytes = try cursor.slice(2 * count)
    let scale = scale()
    return [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      bytes.withUnsafeBufferPointer { source in
        for index in 0..<count {
          target[index] = scale[min(Int(source[2 * index]) << 8 | Int(source[2 * index + 1]), maxValue)]
        }
      }
      initialized = count
    }
  }

  /// The brightness, 0…255, of each value up to the maximum, rounded as Pillow does: halves to even.
  private func scale() -> [UInt8] {
    (0...maxValue).map { UInt8((Double($0) / Double(maxValue) * 255).rounded(.toNearestOrEven)) }
  }

  /// Decodes digits, which need no separators: 1 is black.
  private mutating func textBits() throws(ImageError) -> [UInt8] {
    var samples: [UInt8] = []
    samples.reserveCapacity(min(width * height, cursor.rest))
    while samples.count < width * height {
      switch try cursor.byte() {
      case 0x30: samples.append(255)
      case 0x31: samples.append(0)
      case 0x23: try cursor.skipComment()
      case let byte where isPNMSpace(byte): continue
      default: throw cursor.damaged("a bit that is neither 0 nor 1")
      }
    }
    return samples
  }

  /// Decodes bits, each row from a whole byte on: 1 is black.
  private mutating func packedBits() throws(ImageError) -> [UInt8] {
    let stride = (width + 7) / 8
    let bytes = try cursor.slice(stride * height)
    return [UInt8](unsafeUninitializedCapacity: width * height) { target, initialized in
      bytes.withUnsafeBufferPointer { source in
        for row in 0..<height {
          for column in 0..<width {
            let bit = source[row * stride + column / 8] >> (7 - UInt8(column % 8)) & 1
            target[row * width + column] = bit == 1 ? 0 : 255
          }
        }
      }
      initialized = width * height
    }
  }
}

/// Whether a byte separates the numbers of a PNM file.
func isPNMSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

extension ImageCursor {
  /// Reads a decimal number after white space and comments; the byte after it is left.
  fileprivate mutating func pnmNumber() throws(ImageError) -> Int {
    var byte = try byte()
    while isPNMSpace(byte) || byte == 0x23 {
      if byte == 0x23 { try skipComment() }
      byte = try self.byte()
    }
    var (value, digits) = (0, 0)
    while 0x30...0x39 ~= byte {
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      guard digits <= 10 else { throw damaged("a number that is too long") }
      guard offset < bytes.count else { return value }
      byte = try self.byte()
    }
    guard digits > 0 else { throw damaged("not a number") }
    offset -= 1
    return value
  }

  /// Skips the rest of a line.
  fileprivate mutating func skipComment() throws(ImageError) {
    while true {
      let byte = try byte()
      if byte == 0x0A || byte == 0x0D { return }
    }
  }
}
