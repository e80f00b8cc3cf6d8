import Foundation

/// The first bytes of a file, mapped into memory: the system reads pages on first use and may drop them again.
package final class MappedFile: Sendable {
  /// The mapped bytes, which are valid as long as this object exists.
  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.start?.assumingMemoryBound(to: UInt8.self), count: memory.count)
  }

  private let memory: Memory

  /// Maps the first `count` bytes. If the file is truncated later, reading the lost bytes ends the program (SIGBUS).
  ///
  /// - Throws: `FileFailure` when the file is shorter or can't be mapped.
  package init(_ file: OpenFile, count: Int, files: any FileSystem = PosixFileSystem()) throws(FileFailure) {
    guard try files.length(of: file) >= count else { throw FileFailure(code: EIO, path: file.path) }
    guard count > 0 else {
      memory = Memory(start: nil, count: 0)
      return
    }
    let start = mmap(nil, count, PROT_READ, MAP_SHARED, file.descriptor, 0)
    guard let start, start != MAP_FAILED else { throw FileFailure(code: errno, path: file.path) }
    memory = Memory(start: UnsafeRawPointer(start), count: count)
  }

  /// Gives the memory of the bytes read so far back to the system, which has them in its file cache: a file larger than
  /// memory is read from start to end in little of it. The bytes stay valid.
  package func releaseMemory() {
    guard let start = memory.start else { return }
    // A failure changes nothing but the memory in use.
    _ = madvise(UnsafeMutableRawPointer(mutating: start), memory.count, MADV_DONTNEED)
  }

  deinit {
    if let start = memory.start { munmap(UnsafeMutableRawPointer(mutating: start), memory.count) }
  }

  /// `@unchecked`: the memory is never written to, and is unmapped in its owner's `deinit`.
  private struct Memory: @unchecked Sendable {
    let start: UnsafeRawPointer?
    let count: Int
  }
}
