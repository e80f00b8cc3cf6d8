import SiamCore

extension DataProblems {
  /// How many JPEG files were damaged where no pixel is lost, or nil if none were.
  public var repairedLine: String? {
    guard repairedCount > 0 else { return nil }
    return "\(counted(repairedCount, "JPEG file")) read despite stray bytes or a missing end mark; no pixel is missing"
  }

  /// How many files of each kind are not images, or nil if all files are.
  public var otherFilesLine: String? {
    guard !otherFiles.isEmpty else { return nil }
    return "\(counted(otherFiles.values.reduce(0, +), "other file")) ignored: \(otherKinds)"
  }

  /// The kinds of the files that are not images, the most frequent first.
  private var otherKinds: String {
    let kinds = otherFiles.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return naming(kinds.map { "\($0.value) \(printable($0.key))" }, of: kinds.count, limit: 6)
  }

  /// The error for data in which no image could be used.
  func noImagesError(path: String) -> DataError {
    if skippedCount > 0 {
      return .noReadableImage(path: path, skipped: Array(skipped.prefix(3)), skippedCount: skippedCount)
    }
    guard !otherFiles.isEmpty else { return .noImages(path: path) }
    return .noReadableImage(
      path: path, skipped: [SkippedFile(path: otherKinds, reason: "not images")],
      skippedCount: otherFiles.values.reduce(0, +))
  }
}
