import COneDNN

/// An operation that oneDNN has planned, without its memory.
final class Primitive {
  let handle: OpaquePointer
  let name: String

  init(_ name: String, _ create: (inout OpaquePointer?) -> Int32) throws(TensorError) {
    var handle: OpaquePointer?
    try check(create(&handle), name)
    guard let handle else { throw .library(operation: name, status: "no primitive created") }
    self.handle = handle
    self.name = name
  }

  deinit { siam_primitive_destroy(handle) }

  /// The name of the implementation oneDNN chose, such as `jit:avx2`.
  var implementation: String {
    siam_primitive_implementation(handle).map { String(cString: $0) } ?? "unknown"
  }

  func layout(_ argument: siam_argument, shape: [Int]) throws(TensorError) -> Layout {
    guard let layout = try Layout.preferred(by: handle, for: argument, shape: shape) else {
      throw .library(operation: name, status: "no layout for an argument")
    }
    return layout
  }

  /// Returns the size in bytes of an argument whose layout is internal to the primitive; 0 if it doesn't have that
  /// argument.
  func bytes(_ argument: siam_argument) throws(TensorError) -> Int {
    try Layout.preferred(by: handle, for: argument, shape: [])?.bytes ?? 0
  }
}

/// A primitive with its memory bound.
///
/// The first execution creates oneDNN's memory handles, once arenas are allocated; later ones allocate nothing.
package final class BoundPrimitive {
  private let context: ComputeContext
  private let primitive: Primitive
  private var bindings: [(argument: siam_argument, layout: Layout, buffer: FloatBuffer)]
  private var arguments: [siam_argument] = []
  private var memories: [OpaquePointer?] = []

  init(
    _ context: ComputeContext, _ primitive: Primitive, _ bindings: [(siam_argument, Layout, FloatBuffer)],
    workspace: FloatBuffer? = nil
  ) throws(TensorError) {
    self.context = context
    self.primitive = primitive
    self.bindings = bindings
    if let workspace, let layout = try Layout.preferred(by: primitive.handle, for: SIAM_WORKSPACE, shape: []) {
      self.bindings.append((SIAM_WORKSPACE, layout, workspace))
    }
    for (_, layout, buffer) in self.bindings {
      precondition(buffer.count * 4 >= layout.bytes, "\(primitive.name): a buffer smaller than its layout")
    }
    context.reserveScratchpad(bytes: try primitive.bytes(SIAM_SCRATCHPAD))
  }

  deinit { for case let memory? in memories { siam_memory_destroy(memory) } }

  /// The operation's name and its implementation.
  package var description: String { "\(primitive.name) \(primitive.implementation)" }

  private func bind() throws(TensorError) {
    if let layout = try Layout.preferred(by: primitive.handle, for: SIAM_SCRATCHPAD, shape: []) {
      bindings.append((SIAM_SCRATCHPAD, layout, try context.scratchpad()))
    }
    for (argument, layout, buffer) in bindings {
      var memory: OpaquePointer?
      try check(siam_memory_create(context.handle, layout.handle, buffer.pointer, &memory), primitive.name)
      arguments.append(argument)
      memories.append(memory)
    }
  }

  /// Runs the operation and waits for it to finish.
  package func execute() throws(TensorError) {
    if memories.isEmpty { try bind() }
    let status = context.traced(primitive.name, primitive.implementation) {
      arguments.withUnsafeBufferPointer { arguments in
        memories.withUnsafeBufferPointer { memories in
          siam_primitive_execute(
            primitive.handle, context.handle, Int32(arguments.count), arguments.baseAddress, memories.baseAddress)
        }
      }
    }
    try check(status, primitive.name)
  }
}

extension BoundPrimitive {
  /// Creates a copy from one layout to another.
  static func reorder(
    _ context: ComputeContext, _ name: String, from source: (Layout, FloatBuffer), to destination: (Layout, FloatBuffer)
  ) throws(TensorError) -> BoundPrimitive {
    let primitive = try Primitive("\(name) reorder") {
      siam_reorder_create(context.handle, source.0.handle, destination.0.handle, &$0)
    }
    return try BoundPrimitive(
      context, primitive, [(SIAM_SOURCE, source.0, source.1), (SIAM_DESTINATION, destination.0, destination.1)])
  }
}
