internal import Foundation

/// What a value's JSON says, field by field: `["evaluation.every": "100", "miner": "semi-hard"]`.
struct JSONFields {
  /// The values by their names, those of an object's fields with the object's name before them; an array is one value.
  private(set) var values: [String: String] = [:]

  /// The fields of a value that is written as an object.
  init(_ value: some Encodable) throws {
    add(try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)), named: "")
  }

  private mutating func add(_ value: Any, named name: String) {
    switch value {
    case let object as [String: Any]:
      for (field, value) in object { add(value, named: name.isEmpty ? field : "\(name).\(field)") }
    case let text as String: values[name] = text
    default:
      let json = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
      values[name] = json.map { String(decoding: $0, as: UTF8.self) }
    }
  }
}
