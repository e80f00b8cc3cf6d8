import COneDNN

/// An error in an operation on tensors.
public enum TensorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// oneDNN returned an error status.
  case library(operation: String, status: String)
  /// A tensor's shape is not valid for the operation.
  case shape(operation: String, found: [Int], expected: String)
  /// `bytes` bytes of memory could not be allocated.
  case memory(bytes: Int)

  /// One line with the operation, what was found and what was expected.
  public var description: String {
    switch self {
    case .library(let operation, let status): "\(operation): oneDNN failed with status '\(status)'"
    case .shape(let operation, let found, let expected): "\(operation): invalid shape \(found); expected \(expected)"
    case .memory(let bytes): "out of memory: could not allocate \(bytes) bytes"
    }
  }
}

/// Throws if a oneDNN status is not success.
func check(_ status: Int32, _ operation: @autoclosure () -> String) throws(TensorError) {
  guard status != 0 else { return }
  let name = siam_status_name(status).map { String(cString: $0) } ?? "status \(status)"
  throw .library(operation: operation(), status: name)
}
