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
  /// - Throws: `DataError` when there is nothing to read.
  public init(path: String, options: DatasetOptions = DatasetOptions()) throws(DataError) {
    layout = try DataLayout.of(path, insisting: options.layout)
    var source = try pictureSource(at: path, layout: layout)
    var (chunk, bytes): ([SourceFile], Int) = ([], 0)
    while let file = try source.next() {
      chunk.append(file)
      bytes += file.heldBytes
      guard chunk.count >= 512 || bytes >= 64 << 20 else { continue }
      look(at: chunk)
      (chunk, bytes) = ([], 0)
    }
    look(at: chunk)
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
