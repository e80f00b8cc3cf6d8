import Foundation
import SiamFiles

/// Accesses files and folders by paths of bytes: a name need not be UTF-8, which Foundation's strings require.
enum FileBytes {
  enum Kind { case file, folder, other }

  /// The kind of file at a path, after following links.
  static func kind(of path: [UInt8]) -> Result<Kind, FileFailure> {
    status(of: path).map { status in
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    }
  }

  /// The size of a file, in bytes.
  static func size(of path: [UInt8]) -> Result<Int, FileFailure> { status(of: path).map { Int($0.st_size) } }

  /// The identity of a folder, used to detect loops of links.
  static func identity(of path: [UInt8]) -> [UInt64]? {
    guard case .success(let status) = status(of: path) else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  /// The values that change with a file: its size in bytes and its modification time in seconds and nanoseconds.
  static func state(of path: [UInt8]) -> [UInt64]? {
    guard case .success(let status) = status(of: path) else { return nil }
    return [status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec].map { UInt64(bitPattern: Int64($0)) }
  }

  /// The names in a folder except `.` and `..`, in byte order; only some of them if there are more than `limit`.
  static func names(in folder: [UInt8], limit: Int = .max) -> Result<[[UInt8]], FileFailure> {
    guard let stream = withCPath(folder, { opendir($0) }) else { return .failure(failure(errno, folder)) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while names.count < limit, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        let bytes = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
        let length = strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
        return Array(UnsafeBufferPointer(start: bytes, count: length))
      }
      if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
    }
    return .success(names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Reads `limit` bytes of a file from an offset on, or fewer at its end; only the first `startBytes` if `isWanted` is
  /// false for them.
  static func contents(
    of path: [UInt8], from offset: Int = 0, limit: Int, whereStart isWanted: (([UInt8]) -> Bool)? = nil
  ) -> Result<[UInt8], FileFailure> {
    let descriptor = withCPath(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return .failure(failure(errno, path)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(failure(errno, path)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(failure(EISDIR, path)) }
    let capacity = max(0, min(limit, Int(status.st_size) - min(max(0, offset), Int(status.st_size))))
    var (code, isChecked): (Int32, Bool) = (0, isWanted == nil)
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < capacity {
        let end = isChecked ? capacity : min(capacity, startBytes)
        let length = pread(descriptor, buffer.baseAddress.map { $0 + count }, end - count, offset + count)
        if length < 0 && errno == EINTR { continue }
        if length < 0 { code = errno }
        if length <= 0 { break }
        count += length
        guard !isChecked, count == end else { continue }
        isChecked = true
        if isWanted?(Array(buffer[..<count])) == false { break }
      }
    }
    return code == 0 ? .success(bytes) : .failure(failure(code, path))
  }

  /// The number of first bytes of a file by which it is decided whether to read the rest.
  static let startBytes = 4_096

  private static func status(of path: [UInt8]) -> Result<stat, FileFailure> {
    var status = stat()
    let code = withCPath(path) { pointer in withUnsafeMutablePointer(to: &status) { stat(pointer, $0) } }
    return code == 0 ? .success(status) : .failure(failure(errno, path))
  }

  /// The failure of a call on `path`; bytes that are not UTF-8 are replaced.
  private static func failure(_ code: Int32, _ path: [UInt8]) -> FileFailure {
    FileFailure(code: code, path: String(decoding: path, as: UTF8.self))
  }

  /// Lends a path as a C string.
  static func withCPath<Value>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Value) -> Value {
    body(path.map(CChar.init(bitPattern:)) + [0])
  }
}
