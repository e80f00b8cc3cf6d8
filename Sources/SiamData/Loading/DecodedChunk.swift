import Dispatch
import SiamMessages

/// Some files of a source decoded on every core and resized.
struct DecodedChunk {
  /// What decoding a file came to.
  enum Outcome: Equatable {
    case picture(isBright: Bool)
    case failed(reason: String)
  }

  /// One a file.
  let outcomes: [Outcome]
  /// Of the pictures, one after the other, `channels × side × side` values each.
  let pixels: [UInt8]

  /// Files in a chunk: enough to be worth decoding at once.
  static let mostFiles = 1_024
  /// Bytes of files in a chunk, or the last file comes above them.
  static let mostBytes = 64 << 20

  init(_ files: [SourceFile], side: Int, channels: Channels) {
    let size = channels.count * side * side
    var decoded = [UInt8](repeating: 0, count: files.count * size)
    let results = decoded.withUnsafeMutableBufferPointer { pixels in
      // `nonisolated(unsafe)`: every iteration writes one picture's pixels, its own.
      nonisolated(unsafe) let pixels = pixels
      return concurrentMap(files.count) { index in
        let target = UnsafeMutableBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
        return decode(files[index], side: side, channels: channels, into: target)
      }
    }
    outcomes = results
    // Those that are none leave no gap.
    var kept = 0
    for (index, outcome) in results.enumerated() {
      guard case .picture = outcome else { continue }
      if kept < index {
        for value in 0..<size { decoded[kept * size + value] = decoded[index * size + value] }
      }
      kept += 1
    }
    decoded.removeLast((files.count - kept) * size)
    pixels = decoded
  }
}

/// Decodes a file and resizes it into `target`.
private func decode(
  _ file: SourceFile, side: Int, channels: Channels, into target: UnsafeMutableBufferPointer<UInt8>
) -> DecodedChunk.Outcome {
  switch file.decoded(channels) {
  case .failure(let error): return .failed(reason: error.reason)
  case .success(let picture):
    picture.resize(side: side, into: target)
    return .picture(isBright: picture.borderBrightness > 127)
  }
}

extension SourceFile {
  /// The picture it is, as it is before resizing.
  func decoded(_ channels: Channels) -> Result<DecodedPicture, PictureError> {
    let bytes: [UInt8]
    switch contents {
    case .pixels(let own): return .success(own.converted(to: channels))
    case .unusable(let reason): return .failure(PictureError(reason: reason))
    case .bytes(let read): bytes = read
    case .onDisk(let path):
      switch FileBytes.contents(of: path, limit: Self.mostBytes) {
      case .failure(let error): return .failure(PictureError(reason: error.reason))
      case .success(let read): bytes = read
      }
    }
    do throws(PictureError) {
      return .success(try PictureDecoder.decode(bytes, channels: channels))
    } catch {
      return .failure(error)
    }
  }

  /// Bytes that it holds in memory while it waits.
  var heldBytes: Int {
    switch contents {
    case .bytes(let bytes): bytes.count
    case .pixels(let picture): picture.pixels.count
    case .onDisk, .unusable: 0
    }
  }
}
