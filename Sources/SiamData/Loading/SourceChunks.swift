/// The files of a source, some at a time: as many as all cores decode at once, and memory holds.
struct SourceChunks {
  /// Some of the files, in the source's order.
  struct Chunk {
    /// Those that may be pictures.
    var files: [SourceFile] = []
    /// Those that needn't be decoded to know that they are none, and why.
    var skipped: [(file: SourceFile, reason: String)] = []
  }

  private var source: any PictureSource
  /// Files seen, pictures or not.
  private(set) var filesRead = 0
  private var isAtEnd = false

  init(_ source: any PictureSource) { self.source = source }

  /// Where there are so many that are no pictures, they are told of before the chunk is full.
  static let mostSkipped = 16_384

  /// How much of the source has been read, 0…1; nil where it can't be told.
  var share: Double? { source.share }

  /// The next files; nil after the last.
  mutating func next() throws(DataError) -> Chunk? {
    guard !isAtEnd else { return nil }
    var (chunk, bytes) = (Chunk(), 0)
    while chunk.files.count < DecodedChunk.mostFiles, bytes < DecodedChunk.mostBytes,
      chunk.skipped.count < Self.mostSkipped
    {
      guard let file = try source.next() else {
        isAtEnd = true
        break
      }
      filesRead += 1
      if let reason = file.reasonNotToDecode {
        chunk.skipped.append((file, reason))
      } else {
        chunk.files.append(file)
        bytes += file.heldBytes
      }
    }
    return chunk
  }
}

extension SourceFile {
  /// Why it needn't be decoded to know that it is no picture; nil where it may be one.
  fileprivate var reasonNotToDecode: String? {
    switch contents {
    case .unusable(let reason): reason
    case .onDisk: reasonToSkip
    case .bytes, .pixels: nil
    }
  }
}
