public import SiamMessages

/// A look at every picture file of some data as it lies there, beside what the loader makes of it.
///
/// It reads the files a second time: loading keeps neither their names nor their true sizes.
public struct DataSurvey {
  /// How the images are laid out.
  public let layout: DataLayout
  /// Sizes and colour.
  public private(set) var pictures = PictureSurvey()
  /// Pictures there more than once.
  public private(set) var duplicates = DuplicateReport()

  private var sizes: [PictureSize: Int] = [:]
  private var seen = SeenPictures()

  /// So many sets of equal pictures are named, and of each so many.
  public static let namedSets = 50
  /// Of a set of equal pictures so many are named.
  public static let namedOfSet = 8

  /// Looks at every file.
  ///
  /// - Parameters:
  ///   - path: as `Dataset.load` takes it.
  ///   - options: how the images are laid out, where that is known.
  ///   - progress: told now and then how many files were looked at.
  /// - Throws: `DataError` when there is nothing to read.
  public init(
    path: String, options: DatasetOptions = DatasetOptions(), progress: ((_ files: Int) -> Void)? = nil
  ) throws(DataError) {
    layout = try DataLayout.of(path, insisting: options.layout)
    var chunks = SourceChunks(try pictureSource(at: path, layout: layout))
    while let chunk = try chunks.next() {
      look(at: chunk.files)
      progress?(chunks.filesRead)
    }
    conclude()
  }

  private mutating func look(at files: [SourceFile]) {
    let facts = concurrentMap(files.count) { PictureFacts(files[$0]) }
    for case (let file, let facts?) in zip(files, facts) {
      pictures.count += 1
      if facts.hasColour { pictures.inColour += 1 }
      sizes[facts.size, default: 0] += 1
      seen.add(file, facts.fingerprint)
    }
  }

  private mutating func conclude() {
    func precedes(_ one: PictureSize, _ other: PictureSize) -> Bool {
      (one.width * one.height, one.width) < (other.width * other.height, other.width)
    }
    pictures.smallest = sizes.keys.min(by: precedes)
    pictures.largest = sizes.keys.max(by: precedes)
    // Of two equally usual ones the larger.
    let usual = sizes.max { $0.value != $1.value ? $0.value < $1.value : precedes($0.key, $1.key) }
    pictures.mostUsual = usual?.key
    pictures.mostUsualCount = usual?.value ?? 0
    duplicates = seen.duplicates()
  }
}
