/// The parts of the data, split by class.
public enum Split: String, CaseIterable, Codable, Sendable {
  /// Classes to train on.
  case training
  /// Classes to evaluate on during training.
  case validation
  /// Classes reserved for the final evaluation.
  case test

  /// The purpose of its classes, for messages.
  package var purpose: String {
    switch self {
    case .training: "to train on"
    case .validation: "for validation"
    case .test: "for testing"
    }
  }
}
