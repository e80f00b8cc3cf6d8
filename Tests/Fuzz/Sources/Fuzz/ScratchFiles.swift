import Foundation

/// Where inputs become the files that a parser opens: in memory, a folder for each process.
enum ScratchFiles {
  static let folder: String = {
    let folder = "/dev/shm/siam-fuzz-\(getpid())"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: ScratchFiles.folder) }
    return folder
  }()

  /// Writes a file, and gives its path.
  static func write(_ bytes: some Sequence<UInt8>, as name: String) -> String {
    let path = folder + "/" + name
    guard let file = fopen(path, "wb") else { preconditionFailure("\(path) can't be written") }
    let bytes = Array(bytes)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }
}
