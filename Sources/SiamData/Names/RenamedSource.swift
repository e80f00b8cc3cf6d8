/// A source whose names are converted from an encoding to UTF-8, for folders and lists.
struct RenamedSource: ImageSource {
  private var base: any ImageSource
  private let converter: NameConverter

  /// Converts the names of a source; nil if the system doesn't know the encoding.
  init?(_ base: any ImageSource, from encoding: NameEncoding) {
    guard let converter = NameConverter(encoding) else { return nil }
    (self.base, self.converter) = (base, converter)
  }

  var share: Double? { base.share }

  mutating func next() throws(DataError) -> SourceFile? {
    guard var file = try base.next() else { return nil }
    file.path = file.path.map(converted)
    if let label = file.label {
      file.label?.className = converted(label.className)
      file.label?.group = label.group.map(converted)
    }
    return file
  }

  /// A name in UTF-8, or its bytes if they can't be decoded.
  private func converted(_ name: [UInt8]) -> [UInt8] {
    name.allSatisfy { $0 < 0x80 } ? name : converter.utf8(name) ?? name
  }
}
