import Foundation

/// Floats on a 64-byte boundary, freed with the last buffer that shows a part of them.
final class FloatStorage {
  let count: Int
  private var address: UnsafeMutablePointer<Float>?
  /// Whose memory it is, where it is not its own.
  private var owner: FloatStorage?

  /// Zeroed.
  init(count: Int) throws(TensorError) {
    let bytes = (max(count, 1) * MemoryLayout<Float>.stride + 63) / 64 * 64
    var raw: UnsafeMutableRawPointer?
    guard posix_memalign(&raw, 64, bytes) == 0, let raw else { throw .memory(bytes: bytes) }
    memset(raw, 0, bytes)
    address = raw.bindMemory(to: Float.self, capacity: count)
    self.count = count
  }

  /// Floats whose place an arena will decide.
  init(reserved count: Int) { self.count = count }

  /// Settles where reserved floats are.
  func place(at offset: Int, in owner: FloatStorage) {
    precondition(offset + count <= owner.count, "a place outside the arena")
    self.owner = owner
    address = owner.pointer + offset
  }

  deinit { if owner == nil { free(address) } }

  var pointer: UnsafeMutablePointer<Float> {
    guard let address else { preconditionFailure("memory used before its arena was allocated") }
    return address
  }
}

/// A stretch of floats in memory that primitives read and write; copies of a buffer show the same floats.
///
/// Not for sharing between threads: all of an encoder's buffers belong to the thread that computes.
public struct FloatBuffer {
  let storage: FloatStorage
  let offset: Int
  /// In floats.
  public let count: Int

  /// Zeroed floats.
  ///
  /// - Throws: `TensorError.memory`.
  public init(count: Int) throws(TensorError) {
    storage = try FloatStorage(count: count)
    offset = 0
    self.count = count
  }

  /// All floats of a storage, or a part of them.
  init(storage: FloatStorage, offset: Int = 0, count: Int) {
    self.storage = storage
    self.offset = offset
    self.count = count
  }

  var pointer: UnsafeMutablePointer<Float> { storage.pointer + offset }

  /// The memory as bytes, for what is not floats.
  var bytes: UnsafeMutablePointer<UInt8> {
    UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: UInt8.self)
  }

  var contents: UnsafeMutableBufferPointer<Float> { UnsafeMutableBufferPointer(start: pointer, count: count) }

  /// A part, showing the same floats.
  public func slice(_ range: Range<Int>) -> FloatBuffer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "slice outside the buffer")
    return FloatBuffer(storage: storage, offset: offset + range.lowerBound, count: range.count)
  }

  /// One float.
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

  /// Overwrites the first floats.
  public func copy(from values: [Float]) {
    precondition(values.count <= count, "more values than the buffer holds")
    values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      pointer.update(from: base, count: source.count)
    }
  }

  /// Overwrites the first floats with another buffer's.
  public func copy(from other: FloatBuffer) {
    precondition(other.count <= count, "more values than the buffer holds")
    pointer.update(from: other.pointer, count: other.count)
  }

  /// Overwrites `values` with its number of floats from the start of the buffer; allocates nothing.
  public func copy(into values: inout [Float]) {
    precondition(values.count <= count, "fewer values in the buffer than asked for")
    let source = pointer
    values.withUnsafeMutableBufferPointer { destination in
      guard let base = destination.baseAddress else { return }
      base.update(from: source, count: destination.count)
    }
  }

  /// The floats, copied.
  public var values: [Float] { Array(contents) }

  /// Lends the floats to be read.
  public func withSpan<Result, Failure>(_ body: (Span<Float>) throws(Failure) -> Result) throws(Failure) -> Result {
    try body(UnsafeBufferPointer(contents).span)
  }

  /// Lends the floats to be changed.
  public func withMutableSpan<Result, Failure>(
    _ body: (inout MutableSpan<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var span = contents.mutableSpan
    return try body(&span)
  }

  /// Sets every float.
  public func fill(_ value: Float) { pointer.update(repeating: value, count: count) }
}
