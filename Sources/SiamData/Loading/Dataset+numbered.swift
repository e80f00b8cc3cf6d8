import SiamFiles
package import SiamCore

/// Images of a dataset that a list names by their class and number.
package struct NumberedImages: Sendable {
  /// A class, and the number at the end of a file's name.
  package struct Key: Hashable, Sendable {
    package var name: String
    package var number: Int

    package init(name: String, number: Int) {
      self.name = name
      self.number = number
    }
  }

  /// The images, as one class for each name.
  package let dataset: Dataset
  /// The image of each key that was found.
  package let images: [Key: ImageID]

  /// Reads the named images, such as `Aaron_Peirsol/Aaron_Peirsol_0002.jpg`, from a folder, an archive or a list.
  ///
  /// - Parameters:
  ///   - keys: the images to read.
  ///   - path: the path of the data.
  ///   - options: the size, channels and inversion, which must be given except for the inversion of grey images.
  /// - Throws: `DataError` when the data can't be read; `CancellationError` when the task is cancelled.
  package init(_ keys: Set<Key>, path: String, options: DatasetOptions) throws {
    var location = try DataLocation(
      path, layout: options.layout, labels: options.labels, isStrict: !options.hasRecordedLabels)
    var chunks = SourceChunks(try location.openSource())
    let (side, channels) = (options.side ?? DatasetOptions.defaultImageSide, options.channels ?? .grey)
    let size = channels.count * side * side
    var found: [(key: Key, pixels: [UInt8])] = []
    var seen: Set<Key> = []
    var bright = 0
    while let chunk = try chunks.next() {
      let wanted = chunk.files.compactMap { file in
        Self.key(of: file).flatMap { keys.contains($0) && !seen.contains($0) ? (file, $0) : nil }
      }
      seen.formUnion(wanted.map(\.1))
      let decoded = try DecodedChunk(wanted.map(\.0), side: side, channels: channels, isSurveyed: false)
      var start = 0
      for (outcome, (_, key)) in zip(decoded.outcomes, wanted) {
        guard case .image(let isBright, _, _) = outcome else { continue }
        if isBright { bright += 1 }
        found.append((key, Array(decoded.pixels[start..<start + size])))
        start += size
      }
    }
    let isInverted = options.isInverted ?? (channels == .grey && bright * 2 > found.count)
    found.sort { ($0.key.name, $0.key.number) < ($1.key.name, $1.key.number) }
    var classes: [(name: String, images: [[UInt8]])] = []
    for (key, pixels) in found {
      if classes.last?.name != key.name { classes.append((key.name, [])) }
      classes[classes.count - 1].images.append(isInverted ? pixels.map { ~$0 } : pixels)
    }
    images = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($0.element.key, ImageID($0.offset)) })
    var plain = options
    (plain.holdOut, plain.testHoldOut, plain.shares, plain.restoredSplit) = (.last(0), .last(0), nil, nil)
    (plain.trainingImages, plain.toleratesFewClasses) = (1, true)
    dataset = try Dataset(name: path, side: side, classes: classes, options: plain)
  }

  /// The key of a file: its label or its folder, and the number at the end of its name; nil without them.
  private static func key(of file: SourceFile) -> Key? {
    guard let name = file.label?.className ?? file.path.dropLast().last, let file = file.path.last else { return nil }
    let digits = NameRule.stem(of: file).reversed().prefix { (0x30...0x39).contains($0) }.reversed()
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Key(name: String(decoding: name, as: UTF8.self), number: number)
  }
}
