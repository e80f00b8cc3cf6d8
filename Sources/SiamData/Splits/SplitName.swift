/// The split in the name of a folder, a file, a column or an array, or in a column's value.
///
/// A name is split into words at marks, digits and capitals: `seg_train`, `TEST-SET`, `trainImages`, `val2017`.
struct SplitName: Equatable {
  /// The split that the name says.
  var split: Split
  /// The other words in small letters, joined; numbers, single letters and words such as `set` don't count: empty for
  /// `train` and `test_set_2`, `seg` for `seg_train`.
  var rest: String
  /// Whether the words mean a split only beside those of another: `background` beside `evaluation`.
  var isVague: Bool

  /// Whether the name says nothing but the split.
  var isWhole: Bool { rest.isEmpty && !isVague }

  /// Parses a name; nil if it says no split, or training and test at once.
  init?(_ name: some Sequence<UInt8>) {
    var splits: Set<Split> = []
    var rest: [String] = []
    isVague = true
    for part in Self.parts(of: String(decoding: Array(name), as: UTF8.self)) {
      if let found = Self.split(of: part) {
        splits.insert(found)
        isVague = isVague && Self.vague.contains(part)
      } else if part.count > 1, !part.allSatisfy(\.isNumber), !Self.fillers.contains(part) {
        rest.append(part)
      }
    }
    // What is trained on includes validation images in PASCAL VOC's `trainval`.
    if splits == [.training, .validation] { splits = [.training] }
    guard let split = splits.first, splits.count == 1 else { return nil }
    (self.split, self.rest) = (split, rest.joined())
  }

  /// The split that a word in small letters means wherever it stands, or nil.
  static func split(ofPart part: String) -> Split? { vague.contains(part) ? nil : known[part] }

  private static let known: [String: Split] = [
    "train": .training, "training": .training, "trn": .training, "trainval": .training, "background": .training,
    "base": .training, "seen": .training,
    "val": .validation, "valid": .validation, "validation": .validation, "validate": .validation, "dev": .validation,
    "publictest": .validation,
    "test": .test, "tests": .test, "testing": .test, "tst": .test, "eval": .test, "evaluation": .test,
    "evaluate": .test, "privatetest": .test, "query": .test, "gallery": .test, "holdout": .test, "heldout": .test,
    "unseen": .test, "novel": .test,
  ]

  /// The words that are names of ordinary classes and groups as well.
  private static let vague: Set = ["background", "base", "seen", "unseen", "novel", "query", "gallery"]

  /// The words that say nothing about what a folder holds.
  private static let fillers: Set = [
    "dataset", "datasets", "data", "set", "split", "images", "imgs", "image", "img", "dir", "folder", "files",
  ]

  /// The words that are also written as two.
  private static let pairs: Set = ["holdout", "heldout", "publictest", "privatetest", "trainval"]

  /// The split of a word, or of a word joined with one that says nothing: `testset`.
  private static func split(of part: String) -> Split? {
    if let split = known[part] { return split }
    return fillers.lazy.compactMap { filler in
      part.hasSuffix(filler) ? known[String(part.dropLast(filler.count))] : nil
    }.first
  }

  /// The words of a name, in small letters.
  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in name {
      let last = part.last
      let isBoundary =
        character.isUppercase && last?.isLowercase == true || last.map { $0.isNumber != character.isNumber } == true
      if !character.isLetter && !character.isNumber || isBoundary {
        parts.append(part.lowercased())
        part = ""
      }
      if character.isLetter || character.isNumber { part.append(character) }
    }
    parts = (parts + [part.lowercased()]).filter { !$0.isEmpty }
    for index in parts.indices.dropFirst().reversed() {
      let pair = parts[index - 1] + parts[index]
      if pairs.contains(pair) { parts.replaceSubrange(index - 1...index, with: [pair]) }
    }
    return parts
  }
}

extension Split {
  /// The split that a name says by itself, in any case: `train`, `Training`, `val`, `valid`, `dev`, `test_set`,
  /// `val-images`, `train2017`, `TEST-SET`; nil for other names, such as `seg_train`.
  init?(named name: some Sequence<UInt8>) {
    guard let name = SplitName(name), name.isWhole else { return nil }
    self = name.split
  }
}
