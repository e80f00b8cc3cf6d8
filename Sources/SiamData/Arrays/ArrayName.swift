/// The parsed name of an array: what it holds, for which split, and of which dataset.
///
/// Names are those that people and well-known datasets use: `images` and `labels`, `x_train` and `y_test` (Keras),
/// `train_images` (MedMNIST), `kmnist-train-imgs.npz` with `arr_0`, `X.npy` and `y.npy`, `train/images.npy`.
struct ArrayName: Equatable {
  enum Role { case images, labels, classNames }

  /// What the array holds by its name, or nil if the name doesn't say.
  var role: Role?
  var split: Split?
  /// The rest of the name, such as `kmnist`; empty if there is none.
  var set: String

  /// Parses the path of an array in a folder or an archive, without its extension.
  init(_ path: [UInt8]) {
    let words = Self.words(of: String(decoding: path, as: UTF8.self))
    var rest: [String] = []
    for word in words {
      if let split = Self.splits[word] {
        self.split = split
      } else if word == "names" || word == "name" {
        role = .classNames
      } else if let found = Self.roles[word] {
        if role != .classNames { role = found }
      } else if !Self.ignored.contains(word) {
        rest.append(word)
      }
    }
    set = rest.joined(separator: "-")
  }

  /// The words that name a split.
  static let splits: [String: Split] = [
    "train": .training, "training": .training, "trn": .training, "tr": .training,
    "val": .validation, "valid": .validation, "validation": .validation, "dev": .validation,
    "test": .test, "testing": .test, "tst": .test, "te": .test, "t10k": .test, "eval": .test,
  ]

  private static let roles: [String: Role] = [
    "x": .images, "images": .images, "image": .images, "imgs": .images, "img": .images, "data": .images,
    "pixels": .images, "samples": .images, "inputs": .images, "input": .images, "features": .images,
    "y": .labels, "labels": .labels, "label": .labels, "lbls": .labels, "lbl": .labels, "targets": .labels,
    "target": .labels, "classes": .labels, "class": .labels, "categories": .labels, "category": .labels,
  ]

  /// Words that say nothing: NumPy names arrays without a name `arr_0`.
  private static let ignored: Set<String> = ["arr", "0", "1", "set", "array", "arrays", "of", "the"]

  /// The words of a name in lower case: they are separated by other characters, or by capitals as in `trainImages`, or
  /// joined as in `xtrain`.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      let isBoundary = character.isUppercase && word.last?.isLowercase == true
      if !character.isLetter && !character.isNumber || isBoundary {
        words.append(word)
        word = ""
      }
      if character.isLetter || character.isNumber { word.append(character) }
    }
    return (words + [word]).filter { !$0.isEmpty }.map { $0.lowercased() }.flatMap(parts)
  }

  /// The two known words that a word consists of, or the word itself.
  private static func parts(of word: String) -> [String] {
    func isKnown(_ text: Substring) -> Bool { splits[String(text)] != nil || roles[String(text)] != nil }
    guard word.count <= 32, !isKnown(word[...]) else { return [word] }
    for cut in word.indices.dropFirst() where isKnown(word[..<cut]) && isKnown(word[cut...]) {
      // Two roles are one word, as in `ydata`.
      if splits[String(word[..<cut])] != nil || splits[String(word[cut...])] != nil {
        return [String(word[..<cut]), String(word[cut...])]
      }
    }
    return [word]
  }
}
