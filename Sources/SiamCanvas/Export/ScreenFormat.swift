/// What a screen can be saved as.
public enum ScreenFormat: String, CaseIterable, Sendable {
  /// Characters alone.
  case text
  /// Characters with the escape codes of their colours.
  case ansi
  /// A picture.
  case svg
}
