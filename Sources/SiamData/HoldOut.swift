/// Which groups, or classes where there are no groups, are kept for validation.
public enum HoldOut: Equatable, Sendable {
  /// The last sixth by name, at least one group (two classes); of the bundled glyphs, the split in their index.
  case standard
  /// The last so many by name; 0 holds nothing out.
  case last(Int)
  /// Those with these names.
  case named([String])

  /// As `--hold-out` spells it: a number, or names with commas between them.
  public init(argument: String) {
    if let count = Int(argument), count >= 0 {
      self = .last(count)
    } else {
      self = .named(argument.split(separator: ",").map { $0.trimmingSpaces() }.filter { !$0.isEmpty })
    }
  }

  /// Whether each of `names`, in order, is held out; `index` is the split that comes with the data, where one does.
  func resolve(names: [String], kind: Kind, index: [Bool]? = nil) throws(DataError) -> [Bool] {
    switch self {
    case .standard:
      if let index { return index }
      // A single class can't be told from another.
      let least = kind == .group ? 1 : 2
      return try last(names.count < 2 * least ? 0 : max(least, names.count / 6), of: names.count, kind)
    case .last(let count):
      return try last(count, of: names.count, kind)
    case .named(let wanted):
      return try named(wanted, among: names, kind)
    }
  }

  /// What is held out whole.
  enum Kind: String {
    case group, `class`
  }

  private func last(_ held: Int, of count: Int, _ kind: Kind) throws(DataError) -> [Bool] {
    guard held == 0 || (held > 0 && held < count) else {
      throw .holdOutTooLarge(asked: held, kind: kind.rawValue, existing: count)
    }
    return (0..<count).map { $0 >= count - held }
  }

  private func named(_ wanted: [String], among names: [String], _ kind: Kind) throws(DataError) -> [Bool] {
    let existing = Set(names)
    if let unknown = wanted.first(where: { !existing.contains($0) }) {
      throw .unknownHoldOut(name: unknown, kind: kind.rawValue, existing: names)
    }
    let held = Set(wanted)
    guard held.count < names.count else {
      throw .holdOutTooLarge(asked: held.count, kind: kind.rawValue, existing: names.count)
    }
    return names.map { held.contains($0) }
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
