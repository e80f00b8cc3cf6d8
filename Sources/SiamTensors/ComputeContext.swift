internal import COneDNN

/// oneDNN's engine and stream, and the scratch memory its primitives share.
///
/// Belongs to one thread: OpenMP keeps a team of workers for each thread that calls it.
public final class ComputeContext {
  let handle: OpaquePointer
  /// Where the time of its operations is noted; nil, and then it costs nothing, unless somebody wants to know.
  package var trace: Trace?
  private var scratch: FloatBuffer?
  private var scratchBytes = 0

  /// An engine on the CPU.
  ///
  /// - Parameter threads: how many compute; every core where nil.
  /// - Throws: `TensorError.library`.
  public init(threads: Int? = nil) throws(TensorError) {
    if let threads { siam_set_thread_count(Int32(threads)) }
    var result: OpaquePointer?
    try check(siam_context_create(&result), "start")
    guard let result else { throw .library(operation: "start", status: "no engine") }
    handle = result
  }

  deinit { siam_context_destroy(handle) }

  /// The threads that compute.
  public var threads: Int { Int(siam_thread_count()) }

  /// The version of oneDNN in use, such as `2.6.3`.
  public static var libraryVersion: String {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    siam_onednn_version(&major, &minor, &patch)
    return "\(major).\(minor).\(patch)"
  }

  /// The instruction set that oneDNN computes with, such as `AVX2`.
  public static var instructionSet: String { String(cString: siam_onednn_instruction_set()) }

  /// Says that a primitive will need so much scratch memory while it runs.
  func reserveScratchpad(bytes: Int) { scratchBytes = max(scratchBytes, bytes) }

  /// Memory for what an operation needs only while it runs; all of a context's operations share it.
  func scratchpad() throws(TensorError) -> FloatBuffer {
    let count = (scratchBytes + 3) / 4
    if let scratch, scratch.count >= count { return scratch }
    let larger = try FloatBuffer(count: count)
    scratch = larger
    return larger
  }
}
