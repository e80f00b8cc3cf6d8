/// The version of siam.
public enum SiamVersion {
  /// The version that `--version` prints and runs record.
  public static let current = "0.1.0"
}
