/// The pixels of all images of a dataset, in dataset order; never changed once they are there.
final class PixelStore: Sendable {
  /// `imageCount × channels × height × width` values; they live as long as the store.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: memory.start, count: memory.count) }

  private let memory: Memory

  /// Copies values into memory of its own.
  init(_ values: [UInt8]) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: values.count)
    _ = copy.initialize(fromContentsOf: values)
    memory = Memory(start: UnsafePointer(copy.baseAddress), count: values.count)
  }

  deinit { memory.start?.deallocate() }

  /// `@unchecked`: nothing writes to it after its store's `init`, and it is freed in its store's `deinit`.
  private struct Memory: @unchecked Sendable {
    let start: UnsafePointer<UInt8>?
    let count: Int
  }
}
