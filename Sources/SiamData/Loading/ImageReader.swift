internal import SiamFiles
import SiamMessages

/// Reads a source to its end: files in, an image set out.
struct ImageReader {
  let path: String
  let plan: ReadingPlan
  private var chunks: SourceChunks
  /// How many files the source has; nil where nobody counted them.
  private let fileCount: Int?
  private var pictures = PictureList()
  private var problems = DataProblems()

  init(_ source: any PictureSource, path: String, plan: ReadingPlan, fileCount: Int? = nil) {
    chunks = SourceChunks(source)
    self.path = path
    self.plan = plan
    self.fileCount = fileCount
  }

  /// Why it ended before the end.
  enum Failure: Error {
    /// The data.
    case data(DataError)
    /// The spool.
    case file(FileFailure)
  }

  /// Decodes all pictures on every core.
  mutating func read(
    through spool: inout some PixelSpool, progress: ((LoadingProgress) -> Void)?
  ) throws(Failure) -> ImageSet {
    var look: FirstLook?
    while let files = try nextFiles() {
      if files.isEmpty { continue }
      // The first files stand for all of them.
      let first = look ?? FirstLook(plan.side == nil || plan.channels == nil ? files : [])
      look = first
      let kept = spool.kept(files: files.count)
      if let kept {
        take(files, kept)
      } else {
        let chunk = DecodedChunk(
          files, side: plan.side ?? first.side, channels: plan.channels ?? first.channels)
        do throws(FileFailure) { try spool.append(chunk) } catch { throw .file(error) }
        take(files, chunk.outcomes)
      }
      progress?(.reading(files: chunks.filesRead, share: share))
    }
    progress?(.arranging)
    return try arranged(look ?? FirstLook([]), spool)
  }

  /// How much of the source has been read, 0…1; nil where it can't be told.
  private var share: Double? { fileCount.map { Double(chunks.filesRead) / Double(max($0, 1)) } ?? chunks.share }

  /// The next files that may be pictures, if there are any among the next; nil after the last.
  private mutating func nextFiles() throws(Failure) -> [SourceFile]? {
    let chunk: SourceChunks.Chunk?
    do throws(DataError) { chunk = try chunks.next() } catch { throw .data(error) }
    for (file, reason) in chunk?.skipped ?? [] { problems.skip(file.joinedPath, reason) }
    return chunk?.files
  }

  private mutating func take(_ files: [SourceFile], _ outcomes: [DecodedChunk.Outcome]) {
    for (file, outcome) in zip(files, outcomes) {
      switch outcome {
      case .picture(let isBright): pictures.add(file, isBright: isBright)
      case .failed(let reason): problems.skip(file.joinedPath, reason)
      }
    }
  }

  private mutating func arranged(_ look: FirstLook, _ spool: some PixelSpool) throws(Failure) -> ImageSet {
    let tree = ClassTree(pictures, problems: &problems)
    guard !tree.order.isEmpty else {
      guard problems.skippedCount > 0 else { throw .data(.noPictures(path: path)) }
      throw .data(
        .noPictureReadable(
          path: path, skipped: Array(problems.skipped.prefix(3)), skippedCount: problems.skippedCount))
    }
    let (side, channels) = (plan.side ?? look.side, plan.channels ?? look.channels)
    let bright = tree.order.count { pictures.isBright[Int($0)] }
    // In colour a bright border is no paper: a photo has the sky there.
    let isInverted = plan.isInverted ?? (channels == .grey && bright * 2 > tree.order.count)
    let pixels: PixelStore
    do throws(FileFailure) {
      pixels = try spool.store(inOrder: tree.order, size: channels.count * side * side, inverted: isInverted)
    } catch {
      throw .file(error)
    }
    return ImageSet(
      side: side, channels: channels, isInverted: isInverted, arranged: tree.arranged, torn: tree.torn,
      problems: problems, pixels: pixels)
  }
}
