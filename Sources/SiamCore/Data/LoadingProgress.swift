/// The progress of reading a dataset's images.
public enum LoadingProgress: Equatable, Sendable {
  /// Waiting for another process that decodes the same data.
  case waiting
  /// Reading and decoding: the number of files read, and their share of all files, 0…1, or nil if unknown.
  case reading(files: Int, share: Double?)
  /// Sorting the decoded images.
  case arranging
}
