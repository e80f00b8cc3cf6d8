import Foundation

/// The file system of the operating system.
package struct PosixFileSystem: FileSystem {
  /// The system's calls, without faults.
  package init() {}

  package func open(_ path: String, _ mode: OpenMode) throws(FileFailure) -> OpenFile {
    let flags =
      switch mode {
      case .new: O_RDWR | O_CREAT | O_TRUNC
      case .append: O_RDWR | O_CREAT | O_APPEND
      // Opening a pipe would wait for a writer.
      case .read: O_RDONLY | O_NONBLOCK
      case .existing: O_WRONLY
      case .folder: O_RDONLY | O_DIRECTORY
      }
    let descriptor = try retried(path) { Glibc.open(path, flags | O_CLOEXEC, 0o644) }
    return OpenFile(path: path, descriptor: descriptor)
  }

  package func write(_ bytes: ArraySlice<UInt8>, to file: OpenFile) throws(FileFailure) -> Int {
    try retried(file.path) {
      bytes.withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
    }
  }

  package func sync(_ file: OpenFile) throws(FileFailure) {
    _ = try retried(file.path) { fsync(file.descriptor) }
  }

  package func truncate(_ file: OpenFile, to length: Int) throws(FileFailure) {
    _ = try retried(file.path) { ftruncate(file.descriptor, off_t(length)) }
  }

  package func rename(_ path: String, to other: String) throws(FileFailure) {
    _ = try retried(other) { Glibc.rename(path, other) }
  }

  package func link(_ path: String, to other: String) throws(FileFailure) {
    _ = try retried(other) { Glibc.link(path, other) }
  }

  package func remove(_ path: String) throws(FileFailure) {
    _ = try retried(path) { unlink(path) }
  }

  package func makeFolder(_ path: String) throws(FileFailure) {
    do throws(FileFailure) {
      _ = try retried(path) { mkdir(path, 0o755) }
    } catch {
      if error.code != EEXIST { throw error }
    }
  }

  package func lock(_ file: OpenFile) throws(FileFailure) -> Bool { try acquireLock(of: file, LOCK_EX) }

  package func isLocked(_ file: OpenFile) throws(FileFailure) -> Bool {
    // A shared lock, so that two processes that test at once don't take each other for a writer.
    guard try acquireLock(of: file, LOCK_SH) else { return true }
    _ = try retried(file.path) { flock(file.descriptor, LOCK_UN) }
    return false
  }

  private func acquireLock(of file: OpenFile, _ kind: Int32) throws(FileFailure) -> Bool {
    do throws(FileFailure) {
      _ = try retried(file.path) { flock(file.descriptor, kind | LOCK_NB) }
      return true
    } catch {
      if error.code == EWOULDBLOCK { return false }
      throw error
    }
  }

  package func read(_ file: OpenFile, at offset: Int, count: Int) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let found = try retried(file.path) {
      bytes.withUnsafeMutableBytes { pread(file.descriptor, $0.baseAddress, $0.count, off_t(offset)) }
    }
    return Array(bytes.prefix(found))
  }

  package func length(of file: OpenFile) throws(FileFailure) -> Int {
    var status = stat()
    _ = try retried(file.path) { fstat(file.descriptor, &status) }
    return Int(status.st_size)
  }

  package func isNamed(_ path: String, _ file: OpenFile) -> Bool {
    var (named, open) = (stat(), stat())
    guard stat(path, &named) == 0, fstat(file.descriptor, &open) == 0 else { return false }
    return named.st_ino == open.st_ino && named.st_dev == open.st_dev
  }

  /// Repeats a call that a signal interrupted.
  private func retried<Number: SignedInteger>(
    _ path: String, _ call: () -> Number
  ) throws(FileFailure) -> Number {
    while true {
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw FileFailure(code: errno, path: path) }
    }
  }
}

func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
