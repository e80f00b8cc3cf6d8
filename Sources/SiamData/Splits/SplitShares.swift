/// Which share of the groups, or of the classes where there are no groups, each side of a split gets by chance.
public struct SplitShares: Equatable, Sendable, CustomStringConvertible {
  /// Trained on; the rest of what the others take, rounded down.
  public var training: Double
  /// Held out to be examined while training goes on.
  public var validation: Double
  /// Kept for the final figure.
  public var test: Double

  /// Shares as `--split` spells them: `0.7/0.15/0.15`, or `0.8/0.2` without a test side.
  ///
  /// - Throws: `SplitSharesError` where they are no shares of 1.
  public init(argument: String) throws(SplitSharesError) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    let shares = parts.compactMap { Double($0) }
    let isWhole = abs(shares.reduce(0, +) - 1) < 1e-6
    guard (2...3).contains(parts.count), shares.count == parts.count, shares.allSatisfy({ $0 >= 0 }), isWhole,
      shares[0] > 0
    else { throw SplitSharesError(argument: argument) }
    training = shares[0]
    validation = shares[1]
    test = shares.count > 2 ? shares[2] : 0
  }

  /// As `--split` spells it.
  public var description: String { "\(training)/\(validation)" + (test > 0 ? "/\(test)" : "") }
}

/// A text that spells no shares.
public struct SplitSharesError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was given.
  public var argument: String

  /// One line.
  public var description: String {
    "'\(argument)' is no split; give the shares of training, validation and test, which add up to 1, such as "
      + "0.7/0.15/0.15"
  }
}
