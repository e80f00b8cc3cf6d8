public import Foundation

/// Floats on a 64-byte boundary, freed with the last buffer that refers to them.
final class FloatStorage {
  let count: Int
  private var address: UnsafeMutablePointer<Float>?
  /// The arena's storage that holds these floats, or nil if they have memory of their own.
  private var owner: FloatStorage?

  /// Allocates zeroed floats.
  init(count: Int) throws(TensorError) {
    let bytes = (max(count, 1) * MemoryLayout<Float>.stride + 63) / 64 * 64
    var raw: UnsafeMutableRawPointer?
    guard posix_memalign(&raw, 64, bytes) == 0, let raw else { throw .memory(bytes: bytes) }
    memset(raw, 0, bytes)
    address = raw.bindMemory(to: Float.self, capacity: count)
    self.count = count
  }

  /// Creates a storage whose memory an arena assigns later.
  init(reserved count: Int) { self.count = count }

  /// Assigns memory to reserved floats.
  func bind(at offset: Int, in owner: FloatStorage) {
    precondition(offset + count <= owner.count, "offset outside the arena")
    self.owner = owner
    address = owner.pointer + offset
  }

  deinit { if owner == nil { free(address) } }

  var pointer: UnsafeMutablePointer<Float> {
    guard let address else { preconditionFailure("memory used before its arena was allocated") }
    return address
  }
}

/// A view of floats in memory that primitives read and write; copies of a buffer refer to the same floats.
///
/// Don't share buffers between threads: an encoder's buffers belong to the compute thread.
public struct FloatBuffer {
  let storage: FloatStorage
  let offset: Int
  /// The number of floats.
  public let count: Int

  /// Allocates zeroed floats.
  ///
  /// - Throws: `TensorError.memory`.
  public init(count: Int) throws(TensorError) {
    storage = try FloatStorage(count: count)
    offset = 0
    self.count = count
  }

  /// Creates a view of all or some of a storage's floats.
  init(storage: FloatStorage, offset: Int = 0, count: Int) {
    self.storage = storage
    self.offset = offset
    self.count = count
  }

  var pointer: UnsafeMutablePointer<Float> { storage.pointer + offset }

  /// The memory as bytes, for contents other than floats.
  var bytes: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
  }

  var contents: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: pointer, count: count) }

  /// Returns a view of a range of the same floats.
  public func slice(_ range: Range<Int>) -> FloatBuffer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "slice outside the buffer")
    return FloatBuffer(storage: storage, offset: offset + range.lowerBound, count: range.count)
  }

  /// The float at an index, 0 ..< `count`.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "index outside the buffer")
      return pointer[index]
    }
    nonmutating set {
      precondition(index >= 0 && index < count, "index outside the buffer")
      pointer[index] = newValue
    }
  }

  /// Overwrites the first `values.count` floats, at most `count`.
  public func copy(from values: [Float]) {
    precondition(values.count <= count, "more values than the buffer holds")
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      pointer.update(from: base, count: source.count)
    }
  }

  /// Overwrites the first `other.count` floats, at most `count`, with another buffer's.
  public func copy(from other: FloatBuffer) {
    precondition(other.count <= count, "more values than the buffer holds")
    pointer.update(from: other.pointer, count: other.count)
  }

  /// Copies the first `values.count` floats, at most `count`, into `values`, without allocating.
  public func copy(into values: inout [Float]) {
    precondition(values.count <= count, "more values requested than the buffer holds")
    let source = pointer
    values.withUnsafeMutableBufferPointer { destination in
      guard let base = destination.baseAddress else { return }
      base.update(from: source, count: destination.count)
    }
  }

  /// A copy of the floats.
  public var values: [Float] { Array(contents) }

  /// The floats as files store them: four bytes each, little-endian, which is their order in memory on every machine
  /// that oneDNN supports.
  public var data: Data { Data(buffer: contents) }

  /// Calls `body` with a span for reading the floats, and returns its result or throws its error.
  public func withSpan<Result, Failure>(_ body: (Span<Float>) throws(Failure) -> Result) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(contents).span)
  }

  /// Calls `body` with a span for changing the floats, and returns its result or throws its error.
  public func withMutableSpan<Result, Failure>(
    _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var span = contents.mutableSpan
    return try body(&span)
  }

  /// Sets every float to `value`.
  public func fill(_ value: Float) { pointer.update(repeating: value, count: count) }
}
