/// siam's own version.
public enum SiamVersion {
  /// As `--version` prints it and runs keep it.
  public static let current = "0.1.0"
}
