internal import COneDNN

/// What can go wrong in an operation on tensors.
public enum TensorError: Error, Equatable, Sendable, CustomStringConvertible {
  /// oneDNN refused.
  case library(operation: String, status: String)
  /// A shape doesn't fit the operation.
  case shape(operation: String, found: [Int], expected: String)
  /// Memory for this many bytes was not to be had.
  case memory(bytes: Int)

  /// One line: which operation, what was found, what was expected.
  public var description: String {
    switch self {
    case .library(let operation, let status): "oneDNN could not do \(operation): \(status)"
    case .shape(let operation, let found, let expected): "\(operation) got the shape \(found) but needs \(expected)"
    case .memory(let bytes): "no memory for \(bytes) bytes"
    }
  }
}

/// Every status of oneDNN passes through here.
func check(_ status: Int32, _ operation: @autoclosure () -> String) throws(TensorError) {
  guard status != 0 else { return }
  let name = siam_status_name(status).map { String(cString: $0) } ?? "status \(status)"
  throw .library(operation: operation(), status: name)
}
