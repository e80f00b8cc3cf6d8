import CFusedPasses
import COneDNN

/// oneDNN's engine and stream, and the scratch memory that its primitives share.
///
/// Use a context from one thread only: OpenMP has a separate team of workers for each thread that calls it.
public final class ComputeContext {
  let handle: OpaquePointer
  /// Records how long each operation takes, or nil for no tracing at no cost.
  package var trace: Trace?
  private var scratch: FloatBuffer?
  private var scratchBytes = 0

  /// Creates an engine on the CPU.
  ///
  /// - Parameter threads: the number of compute threads (default: one per core).
  /// - Throws: `TensorError.library`.
  public init(threads: Int? = nil) throws(TensorError) {
    if let threads { siam_set_thread_count(Int32(threads)) }
    var result: OpaquePointer?
    try check(siam_context_create(&result), "start")
    guard let result else { throw .library(operation: "start", status: "no engine") }
    handle = result
  }

  deinit { siam_context_destroy(handle) }

  /// The number of compute threads.
  public var threads: Int { Int(siam_thread_count()) }

  /// The version of oneDNN in use, such as `2.6.3`.
  public static var libraryVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    siam_onednn_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// The instruction set that oneDNN uses, such as `AVX2`.
  public static var instructionSet: String { String(cString: siam_onednn_instruction_set()) }

  /// Makes the scratch memory at least `bytes` large; called while operations are planned.
  func reserveScratchpad(bytes: Int) { scratchBytes = max(scratchBytes, bytes) }

  /// Returns the scratch memory, which all of a context's operations share and use only while they run.
  func scratchpad() throws(TensorError) -> FloatBuffer {
    let count = (scratchBytes + 3) / 4
    if let scratch, scratch.count >= count { return scratch }
    let larger = try FloatBuffer(count: count)
    scratch = larger
    return larger
  }
}
