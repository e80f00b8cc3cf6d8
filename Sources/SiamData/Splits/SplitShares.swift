/// The fractions of a random split of the groups, or of the classes if there are no groups.
public struct SplitShares: Equatable, Sendable, CustomStringConvertible {
  /// The fraction to train on, 0…1; it gets what the others, rounded down, leave.
  public var training: Double
  /// The fraction for validation, 0…1.
  public var validation: Double
  /// The fraction for the final test, 0…1; 0 for none.
  public var test: Double

  /// Parses the argument of `--split`: `0.7/0.15/0.15`, or `0.8/0.2` without a test split.
  ///
  /// - Throws: `SplitSharesError` when the argument isn't two or three fractions that add up to 1.
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

  /// The fractions in the format of `--split`.
  public var description: String { "\(training)/\(validation)" + (test > 0 ? "/\(test)" : "") }
}

/// The error for an invalid argument of `--split`.
public struct SplitSharesError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The argument.
  public var argument: String

  /// One line: what is wrong, and what is expected.
  public var description: String {
    "invalid split '\(argument)'; expected two or three fractions that add up to 1, such as 0.7/0.15/0.15"
  }
}
