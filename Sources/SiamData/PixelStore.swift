internal import SiamFiles

/// The pixels of all images of a dataset, in dataset order; never changed once they are there.
final class PixelStore: Sendable {
  /// `imageCount × channels × height × width` values; they live as long as the store.
  var bytes: UnsafeBufferPointer<UInt8> {
    switch place {
    case .memory(let memory): UnsafeBufferPointer(start: memory.start, count: memory.count)
    case .file(let file): file.bytes
    }
  }

  private let place: Place

  private enum Place: Sendable {
    case memory(Memory)
    case file(MappedFile)
  }

  /// Copies values into memory of its own.
  convenience init(_ values: [UInt8]) {
    self.init(count: values.count) { _ = $0.initialize(fromContentsOf: values) }
  }

  /// Memory of its own for `count` values, all of which `fill` must write.
  init(count: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
    let values = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count)
    fill(values)
    place = .memory(Memory(start: UnsafePointer(values.baseAddress), count: count))
  }

  /// The values of a file, which stay there.
  init(_ file: MappedFile) { place = .file(file) }

  deinit {
    if case .memory(let memory) = place { memory.start?.deallocate() }
  }

  /// `@unchecked`: nothing writes to it after its store's `init`, and it is freed in its store's `deinit`.
  private struct Memory: @unchecked Sendable {
    let start: UnsafePointer<UInt8>?
    let count: Int
  }
}
