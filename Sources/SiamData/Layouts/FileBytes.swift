import Foundation

/// Files and folders by paths that are bytes: Foundation's are strings, and a name need not be UTF-8.
enum FileBytes {
  enum Kind { case file, folder, other }

  /// What the system says when it can't.
  struct Failure: Error, Equatable {
    var code: Int32

    var isAbsent: Bool { code == ENOENT || code == ENOTDIR }
    var reason: String { String(cString: strerror(code)).lowercasedFirst() }
  }

  /// What is at a path, links followed.
  static func kind(of path: [UInt8]) -> Result<Kind, Failure> {
    status(of: path).map { status in
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    }
  }

  /// A file's size in bytes.
  static func size(of path: [UInt8]) -> Result<Int, Failure> { status(of: path).map { Int($0.st_size) } }

  /// A folder's identity, by which a loop of links is seen.
  static func identity(of path: [UInt8]) -> [UInt64]? {
    guard case .success(let status) = status(of: path) else { return nil }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  /// What changes when a file does: size in bytes, and time of the last change in seconds and nanoseconds.
  static func state(of path: [UInt8]) -> [UInt64]? {
    guard case .success(let status) = status(of: path) else { return nil }
    return [status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec].map { UInt64(bitPattern: Int64($0)) }
  }

  /// The names in a folder, `.` and `..` left out, in byte order.
  static func names(in folder: [UInt8]) -> Result<[[UInt8]], Failure> {
    guard let stream = withCPath(folder, { opendir($0) }) else { return .failure(Failure(code: errno)) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        let bytes = UnsafeRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
        let length = strlen(UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
        return Array(UnsafeBufferPointer(start: bytes, count: length))
      }
      if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
    }
    return .success(names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// The first `limit` bytes of a file.
  static func contents(of path: [UInt8], limit: Int) -> Result<[UInt8], Failure> {
    let descriptor = withCPath(path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return .failure(Failure(code: errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .failure(Failure(code: errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .failure(Failure(code: EISDIR)) }
    let capacity = max(0, min(limit, Int(status.st_size)))
    var failure: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = 0
      while count < capacity {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, capacity - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { failure = Failure(code: errno) }
        if got <= 0 { break }
        count += got
      }
    }
    if let failure { return .failure(failure) }
    return .success(bytes)
  }

  private static func status(of path: [UInt8]) -> Result<stat, Failure> {
    var status = stat()
    let code = withCPath(path) { pointer in withUnsafeMutablePointer(to: &status) { stat(pointer, $0) } }
    return code == 0 ? .success(status) : .failure(Failure(code: errno))
  }

  /// Lends a path as C wants it.
  static func withCPath<Value>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Value) -> Value {
    body(path.map(CChar.init(bitPattern:)) + [0])
  }
}

extension String {
  fileprivate func lowercasedFirst() -> String { prefix(1).lowercased() + dropFirst() }
}
