extension Split {
  /// The split that a folder, file or column value names, or nil: `train`, `Training`, `val`, `valid`, `validation`,
  /// `dev`, `test`, `testing`, `eval` and the like, in any case.
  ///
  /// A year, a number or a word such as `set` may follow: `train2017`, `test_set`, `val-images`.
  init?(named name: some Sequence<UInt8>) {
    let text = String(decoding: Array(name), as: UTF8.self).lowercased()
    if let split = Self.names[text] ?? Self.names[Self.stem(of: text)] { self = split } else { return nil }
  }

  private static let names: [String: Split] = [
    "train": .training, "training": .training, "trn": .training,
    "val": .validation, "valid": .validation, "validation": .validation, "validate": .validation, "dev": .validation,
    "test": .test, "testing": .test, "tst": .test, "eval": .test, "evaluation": .test,
  ]

  /// The words that may follow the name of a split.
  private static let endings = ["dataset", "data", "set", "split", "images", "imgs", "image"]

  /// A name without a number or a word behind it, and without the marks between them.
  private static func stem(of name: String) -> String {
    func trimmed(_ text: Substring) -> Substring {
      let end = text.lastIndex { !"_- .".contains($0) }
      return end.map { text[...$0] } ?? ""
    }
    var stem = name[...]
    while let last = stem.last, last.isASCII, last.isNumber { stem.removeLast() }
    stem = trimmed(stem)
    if let ending = endings.first(where: stem.hasSuffix) { stem = trimmed(stem.dropLast(ending.count)) }
    return String(stem)
  }
}
