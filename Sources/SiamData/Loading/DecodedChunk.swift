import SiamFiles
import SiamCore

/// The images of some files of a source, decoded on all cores and resized.
struct DecodedChunk {
  /// The result of decoding a file.
  enum Outcome: Equatable {
    /// The file was decoded; `facts` are set if a survey was requested.
    case image(isBright: Bool, facts: ImageFacts?, isRepaired: Bool = false)
    case failed(reason: String)
  }

  /// The outcomes, one for each file.
  let outcomes: [Outcome]
  /// The pixels of the decoded images, `channels × side × side` values each.
  let pixels: [UInt8]

  /// The maximum number of files in a chunk: enough to keep all cores busy.
  static let maxFiles = 1_024
  /// The size of the files in memory at which a chunk ends, in bytes.
  static let maxBytes = 64 << 20

  /// Decodes files.
  ///
  /// - Parameters:
  ///   - files: files of a source.
  ///   - side: the size that every image is resized to, `side × side` pixels.
  ///   - channels: the channels of the result.
  ///   - isSurveyed: whether to compute the facts that a survey needs.
  /// - Throws: `CancellationError` when the task is cancelled.
  init(_ files: [SourceFile], side: Int, channels: Channels, isSurveyed: Bool) throws {
    let size = channels.count * side * side
    var decoded = [UInt8](repeating: 0, count: files.count * size)
    let results = try decoded.withUnsafeMutableBufferPointer { pixels in
      // `nonisolated(unsafe)`: every iteration writes the pixels of one image of its own.
      nonisolated(unsafe) let pixels = pixels
      return try cancellableConcurrentMap(files.count) { index in
        let target = UnsafeMutableBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
        return decode(files[index], side: side, channels: channels, isSurveyed: isSurveyed, into: target)
      }
    }
    outcomes = results
    // Close the gaps of files that failed.
    var count = 0
    for (index, outcome) in results.enumerated() {
      guard case .image = outcome else { continue }
      if count < index {
        for value in 0..<size { decoded[count * size + value] = decoded[index * size + value] }
      }
      count += 1
    }
    decoded.removeLast((files.count - count) * size)
    pixels = decoded
  }
}

/// Decodes a file and resizes it into `target`.
private func decode(
  _ file: SourceFile, side: Int, channels: Channels, isSurveyed: Bool, into target: UnsafeMutableBufferPointer<UInt8>
) -> DecodedChunk.Outcome {
  switch file.decoded(channels, includingColours: isSurveyed) {
  case .failure(let error): return .failed(reason: error.reason)
  case .success(let decoded):
    decoded.image.resize(side: side, into: target)
    return .image(
      isBright: decoded.image.borderBrightness > 127, facts: isSurveyed ? ImageFacts(decoded.original) : nil,
      isRepaired: decoded.isRepaired)
  }
}

extension SourceFile {
  /// Decodes the file to the given channels, and with `includingColours` also to its own colours.
  func decoded(_ channels: Channels, includingColours: Bool = false) -> Result<DecodedFile, ImageError> {
    if case .pixels(let own) = contents {
      return .success(DecodedFile(image: own.converted(to: channels), colours: includingColours ? own : nil))
    }
    let reservation = reservation()
    defer { withExtendedLifetime(reservation) {} }
    do throws(ImageError) {
      let bytes = try encoded().get()
      return .success(try ImageDecoder.decode(bytes, channels: channels, includingColours: includingColours))
    } catch {
      return .failure(error)
    }
  }

  /// The number of bytes that the file holds in memory until it is decoded.
  var heldBytes: Int {
    switch contents {
    case .bytes(let bytes): bytes.count
    case .pixels(let image): image.pixels.count
    case .onDisk, .unusable: 0
    }
  }
}
