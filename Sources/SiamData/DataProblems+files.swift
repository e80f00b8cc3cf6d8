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
    let isFolder = FileBytes.kind(of: Array(path.utf8)) == .success(.folder)
    if skippedCount > 0 {
      return .noReadableImage(
        path: path, kinds: kinds, count: skippedCount, remedy: remedy(at: path, isFolder ? .folder : .archive))
    }
    guard !otherFiles.isEmpty else { return .noImages(path: path) }
    var remedy = DataError.expectedImages
    if otherFiles.keys.contains(where: OtherFile.isPacked) {
      let isOne = otherFiles.reduce(0) { $0 + (OtherFile.isPacked($1.key) ? $1.value : 0) } == 1
      let each = "unpack each into a folder of its own name"
      remedy =
        isOne
        ? (isFolder ? "give the path of the archive in it" : "unpack it and give the path of the archive in it")
        : (isFolder ? each : "unpack it, and \(each.replacing("each", with: "each archive in it"))")
    }
    return .onlyOtherFiles(path: path, kinds: otherKinds, remedy: remedy)
  }

  /// The error for a list none of whose files could be used.
  ///
  /// - Parameters:
  ///   - path: the path of the list, or of the folder of the lists.
  ///   - root: the folder that paths are relative to, or nil for the list's own.
  /// - Returns: the error, with a path that was tried if files are missing.
  func noListedImageError(path: String, root: String?) -> DataError {
    var remedies = [remedy(at: path, .manifest)].compactMap(\.self)
    if let missing = kinds.first(where: { $0.reason == ListPaths.missing })?.examples.first {
      var folder = Array((root ?? path).utf8)
      if root == nil, FileBytes.kind(of: folder) != .success(.folder) { folder = DataFiles.parts(of: folder).folder }
      let tried = ImageConversion.quoted(String(decoding: folder, as: UTF8.self) + "/" + missing)
      remedies.append(
        "tried \(printable(tried)): "
          + (root == nil
            ? "paths in a list are relative to its folder, or to --root" : "paths in the list are relative to --root"))
    }
    return .noListedImage(
      path: path, kinds: kinds, count: skippedCount,
      remedy: remedies.isEmpty ? nil : remedies.joined(separator: "; "))
  }

  /// What to do about files none of which could be used; nil if the reasons say nothing about that.
  private func remedy(at path: String, _ layout: DataLayout) -> String? {
    var remedies = SkippedKind.remedies(kinds, at: path, layout)
    let unexplained = kinds.filter { $0.remedy == nil }
    func isNamedAsImage(_ path: String) -> Bool {
      ImageFormat(fileName: DataFiles.lastName(of: Array(path.utf8))) != nil
    }
    if unexplained.contains(where: { $0.isBroken && $0.examples.contains(where: isNamedAsImage) }) {
      remedies.append(skippedCount == 1 ? "copy or download it again" : "copy or download them again")
    } else if remedies.isEmpty, layout != .manifest, unexplained.contains(where: { $0.reason == ImageFormat.noImage }) {
      remedies.append(DataError.expectedImages)
    }
    if layout == .archive, unexplained.contains(where: { ["encrypted", "a link"].contains($0.reason) }) {
      remedies.append("unpack it and give the path of the folder")
    }
    return remedies.isEmpty ? nil : remedies.joined(separator: "; ")
  }
}

extension SkippedKind {
  /// Whether the files may be images that were damaged or cut short on their way here.
  fileprivate var isBroken: Bool {
    reason.hasPrefix("damaged ") || [ImageFormat.noImage, ImageFormat.empty].contains(reason)
  }
}
