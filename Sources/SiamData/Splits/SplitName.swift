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
    // PASCAL VOC's `trainval` is for training, and COCO's `test-dev` is a test set.
    if splits.count == 2 { splits.remove(.validation) }
    guard let split = splits.first, splits.count == 1 else { return nil }
    (self.split, self.rest) = (split, rest.joined())
  }

  /// Whether a name says that it holds test data, also beside other words.
  static func isTest(_ name: some Sequence<UInt8>) -> Bool {
    SplitName(name).map { $0.split == .test && !$0.isVague } ?? false
  }

  private static let known: [String: Split] = [
    "train": .training, "training": .training, "trainings": .training, "entrenamiento": .training,
    "entrainement": .training, "训练": .training, "訓練": .training, "学習": .training, "trn": .training,
    "trainval": .training, "background": .training, "base": .training, "seen": .training,
    "val": .validation, "valid": .validation, "validation": .validation, "validate": .validation, "dev": .validation,
    "validierung": .validation, "验证": .validation, "驗證": .validation, "検証": .validation,
    "prueba": .test, "pruebas": .test, "测试": .test, "測試": .test, "テスト": .test,
    "test": .test, "tests": .test, "testing": .test, "tst": .test, "eval": .test, "evaluation": .test,
    "evaluate": .test, "testdev": .test, "devtest": .test, "query": .test, "gallery": .test,
    "holdout": .test, "heldout": .test, "probe": .test, "unseen": .test, "novel": .test,
    "inference": .test, "predict": .test, "prediction": .test, "predictions": .test, "pred": .test,
  ]

  /// The words that are names of ordinary classes and groups as well.
  private static let vague: Set = [
    "background", "base", "seen", "unseen", "novel", "query", "gallery", "probe", "inference", "predict",
    "prediction", "predictions", "pred",
  ]

  /// The words that say nothing about what a folder holds.
  private static let fillers: Set = [
    "dataset", "datasets", "data", "set", "split", "images", "imgs", "image", "img", "dir", "folder", "files", "public",
    "private", "bilder", "daten", "datensatz", "集", "数据", "数据集", "資料", "資料集",
  ]

  /// The words that are also written as two.
  private static let pairs: Set = ["holdout", "heldout", "trainval"]

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
