extension ONNXAttribute {
  /// A whole number.
  static func int(_ name: String, _ value: Int) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .int(Int64(value)))
  }

  /// Whole numbers.
  static func ints(_ name: String, _ values: [Int]) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .ints(values.map(Int64.init)))
  }

  /// A number.
  static func float(_ name: String, _ value: Float) -> ONNXAttribute {
    ONNXAttribute(name: name, value: .float(value))
  }
}
