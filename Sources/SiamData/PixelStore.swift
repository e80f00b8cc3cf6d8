import SiamFiles

/// The immutable pixels of all images of a dataset, in dataset order.
final class PixelStore: Sendable {
  /// `imageCount × channels × height × width` values, valid as long as the store exists.
  var bytes: UnsafeBufferPointer<UInt8> {
    switch storage {
    case .memory(let memory): UnsafeBufferPointer(start: memory.start, count: memory.count)
    case .file(let file): file.bytes
    }
  }

  private let storage: Storage

  private enum Storage: Sendable {
    case memory(Memory)
    case file(MappedFile)
  }

  /// Copies values into the store's own memory.
  convenience init(_ values: [UInt8]) {
    self.init(count: values.count) { _ = $0.initialize(fromContentsOf: values) }
  }

  /// Allocates memory for `count` values, all of which `fill` must write.
  init(count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    let values = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
    fill(values)
    storage = .memory(Memory(start: UnsafePointer(values.baseAddress), count: count))
  }

  /// Uses the values of a mapped file, without a copy.
  init(_ file: MappedFile) { storage = .file(file) }

  /// Gives memory back that the values don't need until they are read again.
  func releaseMemory() {
    if case .file(let file) = storage { file.releaseMemory() }
  }

  deinit {
    if case .memory(let memory) = storage { memory.start?.deallocate() }
  }

  /// `@unchecked`: nothing writes to the memory after its store's `init`, and it is freed in its store's `deinit`.
  private struct Memory: @unchecked Sendable {
    let start: UnsafePointer<UInt8>?
    let count: Int
  }
}
