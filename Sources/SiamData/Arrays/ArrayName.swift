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
    let tokens = Self.tokens(of: String(decoding: path, as: UTF8.self))
    var rest: [String] = []
    for token in tokens {
      if let split = Self.split(of: token) {
        self.split = split
      } else if token == "names" || token == "name" {
        role = .classNames
      } else if let found = Self.roles[token] {
        if role != .classNames { role = found }
      } else if !Self.ignored.contains(token) {
        rest.append(token)
      }
    }
    set = rest.joined(separator: "-")
  }

  /// The split that a token names; `tr` and `te` are languages where folders are named so.
  static func split(of token: String) -> Split? {
    switch token {
    case "tr": .training
    case "te", "t10k": .test
    default: SplitName(token.utf8).flatMap { $0.rest == "" && (!$0.isVague || $0.split == .test) ? $0.split : nil }
    }
  }

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
  private static func tokens(of name: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    for character in name {
      let isBoundary = character.isUppercase && token.last?.isLowercase == true
      if !character.isLetter && !character.isNumber || isBoundary {
        tokens.append(token)
        token = ""
      }
      if character.isLetter || character.isNumber { token.append(character) }
    }
    return (tokens + [token]).filter { !$0.isEmpty }.map { $0.lowercased() }.flatMap(parts)
  }

  /// The two known words that a word consists of, or the word itself.
  private static func parts(of token: String) -> [String] {
    func isKnown(_ text: Substring) -> Bool { split(of: String(text)) != nil || roles[String(text)] != nil }
    guard token.count <= 32, !isKnown(token[...]) else { return [token] }
    for cut in token.indices.dropFirst() where isKnown(token[..<cut]) && isKnown(token[cut...]) {
      // Two roles are one word, as in `ydata`.
      if split(of: String(token[..<cut])) != nil || split(of: String(token[cut...])) != nil {
        return [String(token[..<cut]), String(token[cut...])]
      }
    }
    return [token]
  }
}
