import Foundation

/// The first bytes of a file as memory that the system reads when it is looked at and takes back when it needs room.
package final class MappedFile: Sendable {
  /// They live as long as this does.
  package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.start?.assumingMemoryBound(to: UInt8.self), count: memory.count)
  }

  private let memory: Memory

  /// Maps the first `count` bytes, which must be there; whoever shortens the file later ends the program.
  ///
  /// - Throws: `FileFailure` where it is shorter or can't be mapped.
  package init(_ file: OpenFile, count: Int, files: any FileLayer = SystemFiles()) throws(FileFailure) {
    guard try files.length(of: file) >= count else { throw FileFailure(code: EIO, path: file.path) }
    guard count > 0 else {
      memory = Memory(start: nil, count: 0)
      return
    }
    let start = mmap(nil, count, PROT_READ, MAP_SHARED, file.descriptor, 0)
    guard let start, start != MAP_FAILED else { throw FileFailure(code: errno, path: file.path) }
    memory = Memory(start: UnsafeRawPointer(start), count: count)
  }

  deinit {
    if let start = memory.start { munmap(UnsafeMutableRawPointer(mutating: start), memory.count) }
  }

  /// `@unchecked`: it is never written to, and unmapped in its owner's `deinit`.
  private struct Memory: @unchecked Sendable {
    let start: UnsafeRawPointer?
    let count: Int
  }
}
