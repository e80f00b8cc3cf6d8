/// How a list's column says which split an image belongs to.
enum SplitMeaning: Equatable {
  /// The name of the split.
  case names
  /// 0 for training, 1 for validation and 2 for test, or the name. Source: `list_eval_partition.txt` of CelebA.
  case numbers
  /// A truth value: whether the image belongs to this split, and the split of the others.
  case flag(Split, otherwise: Split)

  /// The meaning of a column with this normalised title.
  init(title: String) {
    switch Split(named: (title.hasPrefix("is") ? title.dropFirst(2) : title[...]).utf8) {
    case _ where title == "partition": self = .numbers
    case .training: self = .flag(.training, otherwise: .test)
    case .validation: self = .flag(.validation, otherwise: .training)
    case .test: self = .flag(.test, otherwise: .training)
    case nil: self = .names
    }
  }

  /// Whether the column has truth values.
  var isFlag: Bool {
    if case .flag = self { true } else { false }
  }

  /// The split that a value means, or nil if it means none.
  func split(of value: [UInt8]) -> Split? {
    switch self {
    case .names: return SplitName(value)?.split
    case .numbers:
      let numbers: [[UInt8]] = [[0x30], [0x31], [0x32]]
      return numbers.firstIndex(of: value).map { Split.allCases[$0] } ?? SplitName(value)?.split
    case .flag(let split, let other):
      let text = String(decoding: value, as: UTF8.self).lowercased()
      if ["true", "1", "yes", "1.0"].contains(text) { return split }
      return ["false", "0", "no", "0.0"].contains(text) ? other : nil
    }
  }

  /// The values that a column may have, for messages.
  var expected: String {
    switch self {
    case .names: "training, validation or test"
    case .numbers: "0, 1 or 2"
    case .flag: "0 or 1"
    }
  }

  /// Whether some values are splits, and all but empty ones.
  func fits(_ values: [[UInt8]]) -> Bool {
    let values = values.filter { !$0.isEmpty }
    return !values.isEmpty && values.allSatisfy { split(of: $0) != nil }
  }
}
