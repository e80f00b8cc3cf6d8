import Foundation

/// Writes inputs to files in memory, for parsers that open files.
enum ScratchFiles {
  /// A folder for this process, removed at exit.
  static let folder: String = {
    let folder = "/dev/shm/siam-fuzz-\(getpid())"
    // `write` reports a folder that couldn't be created.
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // At exit nothing is left to report an error to.
    atexit { try? FileManager.default.removeItem(atPath: ScratchFiles.folder) }
    return folder
  }()

  /// Writes a file and returns its path.
  static func write(_ bytes: some Sequence<UInt8>, as name: String) -> String {
    let path = folder + "/" + name
    guard let file = fopen(path, "wb") else { preconditionFailure("\(path) can't be written") }
    let bytes = Array(bytes)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return path
  }
}
