/// A setting of episodes or batches that adapts to the data, unless the user fixes it.
public enum FittedSetting: String, CaseIterable, Sendable {
  /// k, the classes of an episode.
  case way
  /// n, the support images of each class.
  case shot
  /// The queries of each class.
  case queries
  /// P, the classes of a batch.
  case batchClasses = "batch-classes"
  /// K, the images of each class in a batch.
  case batchImages = "batch-images"

  /// The option that fixes it.
  public var option: String { "--\(rawValue)" }
}
