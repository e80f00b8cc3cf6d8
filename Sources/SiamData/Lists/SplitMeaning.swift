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
      if ["true", "1", "yes", "1.0", "t", "y", "x"].contains(text) { return split }
      return ["false", "0", "no", "0.0", "f", "n", ""].contains(text) ? other : nil
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

  /// Whether some values are names of splits, and all but empty ones: `train` and `test`, but not `train` and
  /// `test tube`.
  static func areNames(_ values: [[UInt8]]) -> Bool {
    let values = values.filter { !$0.isEmpty }
    let names = values.compactMap { SplitName($0) }
    return names.count == values.count && Set(names.map(\.rest)).count == 1 && names.contains { !$0.isVague }
  }
}

/// A column of the split.
struct SplitColumn: Equatable {
  var index: Int
  var meaning: SplitMeaning

  /// The split that a record's columns say; nil if they are empty.
  ///
  /// What a column says outright counts before what it says of the others: an image that is not for training may be a
  /// validation image by another column. Of several splits, test counts before validation and training.
  static func split(in fields: [[UInt8]], _ columns: [SplitColumn]) -> Result<Split?, ListColumns.Problem> {
    var (stated, other) = ([Split](), [Split]())
    for column in columns {
      let value = fields[column.index]
      if value.isEmpty, !column.meaning.isFlag { continue }
      guard let split = column.meaning.split(of: value) else {
        let text = String(decoding: value.prefix(40), as: UTF8.self)
        return .failure(
          ListColumns.Problem(reason: "invalid split '\(text)'; expected \(column.meaning.expected)"))
      }
      if case .flag(let named, _) = column.meaning, split != named { other.append(split) } else { stated.append(split) }
    }
    return .success((stated.isEmpty ? other : stated).max { $0.order < $1.order })
  }
}
