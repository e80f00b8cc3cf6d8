internal import SwiftProtobuf

extension ONNXAttribute {
  /// A whole number.
  static func int(_ name: String, _ value: Int) -> ONNXAttribute {
    .with {
      $0.name = name
      $0.type = .int
      $0.i = Int64(value)
    }
  }

  /// Whole numbers.
  static func ints(_ name: String, _ values: [Int]) -> ONNXAttribute {
    .with {
      $0.name = name
      $0.type = .ints
      $0.ints = values.map(Int64.init)
    }
  }

  /// A number.
  static func float(_ name: String, _ value: Float) -> ONNXAttribute {
    .with {
      $0.name = name
      $0.type = .float
      $0.f = value
    }
  }
}
