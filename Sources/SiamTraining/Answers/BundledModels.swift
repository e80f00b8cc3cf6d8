internal import Assets

/// Models that come with siam, so that images can be compared before anything was trained.
enum BundledModels {
  /// As they are called on the command line.
  static let names = "glyphs"

  /// The checkpoint of a name, or nil where there is none.
  static func file(named name: String) -> String? {
    name == names ? try? Assets.path("Models/\(name).safetensors") : nil
  }
}
