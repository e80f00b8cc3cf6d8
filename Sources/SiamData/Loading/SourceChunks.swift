/// Reads the files of a source in chunks that are large enough for all cores and small enough for memory.
struct SourceChunks {
  /// Consecutive files of the source.
  struct Chunk {
    /// The files that may be images.
    var files: [SourceFile] = []
    /// The files that are known not to be images without decoding them, with the reason.
    var skipped: [(file: SourceFile, reason: String)] = []
  }

  private var source: any ImageSource
  /// The number of files read, images or not.
  private(set) var filesRead = 0
  private var isAtEnd = false

  init(_ source: any ImageSource) { self.source = source }

  /// The number of skipped files at which a chunk ends, so that progress is reported.
  static let maxSkipped = 16_384

  /// The share of the source that has been read, 0…1, or nil if unknown.
  var share: Double? { source.share }

  /// How the images are read where that isn't obvious; complete at the end of the source.
  var notes: [String] { source.notes }
  /// The number of files whose names were decoded in an encoding that is only probable.
  var guessedNames: Int { source.guessedNames }

  /// Reads the next chunk; nil after the last.
  ///
  /// - Throws: `DataError` when the source can't be read, `CancellationError` when the task is cancelled.
  mutating func next() throws -> Chunk? {
    guard !isAtEnd else { return nil }
    var (chunk, bytes) = (Chunk(), 0)
    while chunk.files.count < DecodedChunk.maxFiles, bytes < DecodedChunk.maxBytes,
      chunk.skipped.count < Self.maxSkipped
    {
      try Task.checkCancellation()
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
  /// The reason why the file can't be an image, or nil if it may be one.
  fileprivate var reasonNotToDecode: String? {
    switch contents {
    case .unusable(let reason): reason
    case .onDisk: reasonToSkip
    case .bytes, .pixels: nil
    }
  }
}
