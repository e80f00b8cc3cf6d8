import Dispatch
import SiamMessages

/// Picture files decoded, a chunk at a time on every core, and resized.
struct DecodedFiles {
  /// A file that was a picture.
  struct DecodedPicture {
    var path: [[UInt8]]
    /// Of the file, before resizing, 0…255.
    var borderBrightness: Int
    /// Where its resized pixels are.
    var slot: Int
  }

  let side: Int
  let channels: Channels
  private(set) var pictures: [DecodedPicture] = []
  private(set) var problems = DataProblems()
  /// Files seen, pictures or not.
  private(set) var fileCount = 0

  private var pixels: [UInt8] = []
  private var chunk: [SourceFile] = []
  private var chunkBytes = 0

  init(side: Int, channels: Channels = .grey) {
    self.side = side
    self.channels = channels
  }

  /// Values of a picture.
  private var size: Int { channels.count * side * side }

  /// Whether enough files wait to be worth decoding, and no more should.
  var isChunkFull: Bool { chunk.count >= 1_024 || chunkBytes >= 64 << 20 }

  mutating func add(_ file: SourceFile) {
    fileCount += 1
    switch file.contents {
    case .unusable(let reason):
      return problems.skip(file.joinedPath, reason)
    case .bytes(let bytes):
      chunkBytes += bytes.count
    case .pixels(let picture):
      chunkBytes += picture.pixels.count
    case .onDisk:
      if let reason = file.reasonToSkip { return problems.skip(file.joinedPath, reason) }
    }
    chunk.append(file)
  }

  /// Decodes what waits.
  mutating func decodeChunk() {
    let files = chunk
    let (side, channels, size) = (side, channels, size)
    let start = pixels.count
    pixels += [UInt8](repeating: 0, count: files.count * size)
    var outcomes = [Result<Int, PictureError>](
      repeating: .failure(PictureError(reason: "not read")), count: files.count)
    pixels.withUnsafeMutableBufferPointer { pixels in
      outcomes.withUnsafeMutableBufferPointer { outcomes in
        // `nonisolated(unsafe)`: every iteration writes one element, its own.
        nonisolated(unsafe) let outcomes = outcomes
        // `nonisolated(unsafe)`: every iteration writes one picture's pixels, its own.
        nonisolated(unsafe) let pixels = pixels
        DispatchQueue.concurrentPerform(iterations: files.count) { index in
          let first = start + index * size
          let target = UnsafeMutableBufferPointer(rebasing: pixels[first..<first + size])
          outcomes[index] = decode(files[index], side: side, channels: channels, into: target)
        }
      }
    }
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .success(let brightness):
        pictures.append(
          DecodedPicture(
            path: files[index].path, borderBrightness: brightness, slot: start / max(size, 1) + index))
      case .failure(let error):
        problems.skip(files[index].joinedPath, error.reason)
      }
    }
    chunk.removeAll(keepingCapacity: true)
    chunkBytes = 0
  }

  /// Whether most of the pictures at `order` have a bright border: dark ink on paper.
  func isPaperBright(_ order: [Int]) -> Bool {
    let bright = order.reduce(0) { $0 + (pictures[$1].borderBrightness > 127 ? 1 : 0) }
    return bright * 2 > order.count
  }

  /// The pixels of the pictures at `order`, one after the other.
  func pixels(inOrder order: [Int], inverted: Bool) -> [UInt8] {
    let size = size
    return [UInt8](unsafeUninitializedCapacity: order.count * size) { target, count in
      pixels.withUnsafeBufferPointer { source in
        for (place, picture) in order.enumerated() {
          let first = pictures[picture].slot * size
          let row = UnsafeMutableBufferPointer(rebasing: target[place * size..<(place + 1) * size])
          _ = row.initialize(fromContentsOf: source[first..<first + size])
        }
      }
      if inverted {
        for index in 0..<order.count * size { target[index] = ~target[index] }
      }
      count = order.count * size
    }
  }
}

/// Decodes a file and resizes it into `target`; the brightness of its border.
private func decode(
  _ file: SourceFile, side: Int, channels: Channels, into target: UnsafeMutableBufferPointer<UInt8>
) -> Result<Int, PictureError> {
  let bytes: [UInt8]
  switch file.contents {
  case .pixels(let own):
    let picture = own.converted(to: channels)
    picture.resize(side: side, into: target)
    return .success(picture.borderBrightness)
  case .unusable(let reason): return .failure(PictureError(reason: reason))
  case .bytes(let read): bytes = read
  case .onDisk(let path):
    switch FileBytes.contents(of: path, limit: SourceFile.mostBytes) {
    case .failure(let error): return .failure(PictureError(reason: error.reason))
    case .success(let read): bytes = read
    }
  }
  do throws(PictureError) {
    let picture = try PictureDecoder.decode(bytes, channels: channels)
    picture.resize(side: side, into: target)
    return .success(picture.borderBrightness)
  } catch {
    return .failure(error)
  }
}
