internal import Foundation

/// A checkpoint to be written, in memory.
struct CheckpointDraft: Sendable {
  /// Steps taken.
  var step: Int
  /// Whether no evaluation before surpassed that of this step.
  var isBest: Bool
  /// The file.
  var data: Data
}
