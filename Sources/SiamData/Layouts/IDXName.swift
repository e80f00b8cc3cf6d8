/// The parsed name of an IDX file.
struct IDXName: Equatable {
  /// The part before `images` or `labels`, such as `train-`.
  var prefix: String
  var isOfImages: Bool
  /// The name without the extension of its compression.
  var stem: String

  /// Parses a file name; nil if it is not an IDX file's.
  init?(_ name: [UInt8]) {
    let whole = String(decoding: name, as: UTF8.self)
    let endings = [".gz", ".bz2", ".xz", ".zst"]
    stem = endings.first(where: whole.hasSuffix).map { String(whole.dropLast($0.count)) } ?? whole
    // Dots and dashes are equivalent.
    let uniform = stem.replacing(".", with: "-")
    let kinds = [("images-idx3-ubyte", true), ("images-idx4-ubyte", true), ("labels-idx1-ubyte", false)]
    guard let kind = kinds.first(where: { uniform.hasSuffix($0.0) }) else { return nil }
    isOfImages = kind.1
    prefix = String(stem.dropLast(kind.0.count))
  }

  /// The name of the dataset without its parts: `emnist-letters` for `emnist-letters-train-`.
  var set: String { tokens.filter { ArrayName.split(of: $0.lowercased()) == nil }.joined(separator: "-") }

  /// The split that the name says, or nil.
  var split: Split? { tokens.lazy.compactMap { ArrayName.split(of: $0.lowercased()) }.first }

  /// Whether the file is one of EMNIST's.
  var isOfEMNIST: Bool { tokens.contains { $0.lowercased() == "emnist" } }

  /// The sort key among the parts of the dataset: training data first.
  var order: Int { split == .training || prefix.contains("train") ? 0 : 1 }

  private var tokens: [String] { prefix.split(whereSeparator: { "-._".contains($0) }).map(String.init) }
}
