/// How far the reading of images has come, before there is anything to do with them.
public enum LoadingProgress: Equatable, Sendable {
  /// Another process decodes the same data, and this one waits for it.
  case waiting
  /// So many files have been read; the share of all, 0…1, is nil where it can't be told.
  case reading(files: Int, share: Double?)
  /// All are decoded and put in order.
  case arranging
}
