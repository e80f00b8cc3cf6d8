import SiamCore

/// Reads all files of a source into an image set.
struct ImageReader {
  let path: String
  let plan: ReadingPlan
  private var chunks: SourceChunks
  /// The number of files in the source, or nil if unknown.
  private let fileCount: Int?
  /// How the source names the classes, or nil if its folders name them.
  private let naming: String?
  private let isList: Bool
  private var images = ImageList()
  private var problems = DataProblems()
  /// Collects the survey, or nil if none was requested.
  private var collector: SurveyCollector?

  /// Reads a source with the given plan.
  ///
  /// - Parameters:
  ///   - source: a source at its first file.
  ///   - path: the path of the data, for error messages.
  ///   - plan: how to read the images.
  ///   - isSurveyed: whether to survey the files as they are decoded.
  ///   - fileCount: the number of files in the source, if known.
  init(_ source: any ImageSource, path: String, plan: ReadingPlan, isSurveyed: Bool, fileCount: Int? = nil) {
    naming = source.naming
    isList = source is ManifestSource || source is CUBSource
    chunks = SourceChunks(source)
    self.path = path
    self.plan = plan
    self.fileCount = fileCount
    collector = isSurveyed ? SurveyCollector(naming: source.naming) : nil
  }

  /// Decodes all images on all cores.
  ///
  /// - Throws: `DataError` when no image can be used, `FileFailure` when the spool can't be written, and
  ///   `CancellationError` when the task is cancelled.
  mutating func read(
    through spool: inout some PixelSpool, progress: ((LoadingProgress) -> Void)?
  ) throws -> ImageSet {
    var probe: FormatProbe?
    while let files = try nextFiles() {
      if files.isEmpty { continue }
      // The first files are taken to be typical of all.
      let found = try probe ?? FormatProbe(plan.side == nil || plan.channels == nil ? files : [])
      probe = found
      let stored = spool.stored(files: files.count)
      if let stored {
        record(files, stored)
      } else {
        let chunk = try DecodedChunk(
          files, side: plan.side ?? found.side, channels: plan.channels ?? found.channels,
          isSurveyed: collector != nil)
        try spool.append(chunk)
        record(files, chunk.outcomes)
      }
      progress?(.reading(files: chunks.filesRead, share: share))
    }
    progress?(.arranging)
    return try imageSet(probe ?? FormatProbe([]), spool)
  }

  /// The share of the source that has been read, 0…1, or nil if unknown.
  private var share: Double? { fileCount.map { Double(chunks.filesRead) / Double(max($0, 1)) } ?? chunks.share }

  /// Reads the next files that may be images, possibly none; nil at the end of the source.
  private mutating func nextFiles() throws -> [SourceFile]? {
    let chunk = try chunks.next()
    for (file, reason) in chunk?.skipped ?? [] { problems.skip(file.joinedPath, reason) }
    return chunk?.files
  }

  private mutating func record(_ files: [SourceFile], _ outcomes: [DecodedChunk.Outcome]) {
    for (file, outcome) in zip(files, outcomes) {
      switch outcome {
      case .image(let isBright, let facts, let isRepaired):
        images.add(file, isBright: isBright)
        if isRepaired { problems.repairedCount += 1 }
        if let facts { collector?.add(file, facts) }
      case .failed(let reason): problems.skip(file.joinedPath, reason)
      }
    }
  }

  private mutating func imageSet(_ probe: FormatProbe, _ spool: some PixelSpool) throws -> ImageSet {
    problems.notes = chunks.notes
    problems.guessedNames = chunks.guessedNames
    let tree = ClassTree(images, problems: &problems)
    problems.sortKinds()
    guard !tree.order.isEmpty else {
      if isList, problems.skippedCount > 0 {
        throw problems.noListedImageError(path: path, root: plan.labels?.root)
      }
      if naming == nil, images.count > 0 {
        throw DataError.noClassFolders(path: path, images: images.count, stems: NameStems.remedy(images))
      }
      throw problems.noImagesError(path: path)
    }
    let classes = tree.classIndex.classes
    problems.namesWarning =
      naming == nil ? NameStems.warning(images, classes: classes.count) : NameRules.warning(classes.map(\.name))
    if naming == nil, let warning = problems.namesWarning {
      problems.namesWarning =
        warning + (ListLocation.first(in: path).map { ", or the list \($0)" } ?? "")
    }
    let (side, channels) = (plan.side ?? probe.side, plan.channels ?? probe.channels)
    let bright = tree.order.count { images.isBright[Int($0)] }
    // A bright border in a colour image is often sky, not paper.
    let isInverted = plan.isInverted ?? (channels == .grey && bright * 2 > tree.order.count)
    let pixels = try spool.store(inOrder: tree.order, size: channels.count * side * side, inverted: isInverted)
    return ImageSet(
      side: side, channels: channels, isInverted: isInverted, classIndex: tree.classIndex, problems: problems,
      survey: collector?.survey(of: images, in: tree), pixels: pixels)
  }
}

/// How to read the images of some data; properties that are nil are detected from the images.
struct ReadingPlan: Codable, Equatable, Sendable {
  var side: Int?
  var channels: Channels?
  var isInverted: Bool?
  /// The rules that name the classes, or nil if none is given.
  var labels: LabelRules?
  /// The encoding of names; nil for the default of the layout, and in files of earlier versions.
  var nameEncoding: String?

  /// - Parameters:
  ///   - options: the options for the images.
  ///   - labels: the rules for classes that apply to the data.
  init(_ options: DatasetOptions, labels: LabelRules = LabelRules()) {
    (side, channels, isInverted) = (options.side, options.channels, options.isInverted)
    self.labels = labels.isEmpty ? nil : labels
    nameEncoding = options.nameEncoding?.name
  }

  /// The command-line options for what is detected.
  var detectedOptions: [String] {
    [(side == nil, "--image-size"), (channels == nil, "--channels"), (isInverted == nil, "--invert")]
      .filter(\.0).map(\.1)
  }
}
