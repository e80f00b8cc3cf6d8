internal import Foundation
internal import SiamMessages

extension Decodable {
  /// Reads what a run keeps of itself; of its recipe, what an earlier siam did not know has its default.
  init(json: Data, overRecipe: Recipe = Recipe()) throws {
    let stored = try JSONSerialization.jsonObject(with: json)
    guard var fields = stored as? [String: Any], let recipe = fields["recipe"] as? [String: Any] else {
      throw CocoaError(.coderReadCorrupt)
    }
    let standard = try JSONSerialization.jsonObject(with: JSONEncoder().encode(overRecipe))
    fields["recipe"] = overlay(recipe, on: standard)
    self = try JSONDecoder().decode(Self.self, from: JSONSerialization.data(withJSONObject: fields))
  }
}

/// JSON objects merged, field by field; `fields` win.
private func overlay(_ fields: [String: Any], on standard: Any) -> [String: Any] {
  guard let standard = standard as? [String: Any] else { return fields }
  return standard.merging(fields) { old, new in
    guard let object = new as? [String: Any] else { return new }
    return overlay(object, on: old)
  }
}
