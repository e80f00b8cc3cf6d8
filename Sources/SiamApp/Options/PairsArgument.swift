import ArgumentParser

/// The value of `--pairs`: the number of pairs to draw, or the path of a list of pairs.
enum PairsArgument: Equatable, ExpressibleByArgument {
  case drawn(Int)
  case list(String)

  init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self = Int(argument).map(PairsArgument.drawn) ?? .list(argument)
  }

  var defaultValueDescription: String {
    switch self {
    case .drawn(let count): String(count)
    case .list(let path): path
    }
  }

  /// Throws a `ValidationError` for a number out of range, and for a list without `--verification`.
  func check(isVerification: Bool) throws {
    switch self {
    case .drawn(let count): try require(count > 0 && count <= 10_000_000, "--pairs must be 1 to 10000000")
    case .list: try require(isVerification, "--pairs with a list requires --verification")
    }
  }
}
