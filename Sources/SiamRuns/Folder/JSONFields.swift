import Foundation

/// Lists the fields of a value's JSON object as text by name.
enum JSONFields {
  /// Returns every field, those of nested objects by their path: `["evaluation.every": "100", "miner": "semi-hard"]`.
  ///
  /// Strings are unquoted. An array is one value.
  static func flattened(_ value: some Encodable) throws -> [String: String] {
    var fields: [String: String] = [:]
    func add(_ value: Any, named name: String) throws {
      switch value {
      case let object as [String: Any]:
        for (field, value) in object { try add(value, named: name.isEmpty ? field : "\(name).\(field)") }
      case let text as String: fields[name] = text
      default: fields[name] = try json(value)
      }
    }
    try add(try object(value), named: "")
    return fields
  }

  /// Returns the top-level fields as JSON: `["evaluation": "{\"every\":100}", "miner": "\"semi-hard\""]`.
  static func own(_ value: some Encodable) throws -> [String: String] { try object(value).mapValues(json) }

  private static func object(_ value: some Encodable) throws -> [String: Any] {
    guard let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any] else {
      throw CocoaError(.coderInvalidValue)
    }
    return object
  }

  private static func json(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }
}
