public import Foundation
public import SiamCore

/// A list of episodes, with images and classes by id, for evaluating several models on the same episodes.
///
/// Its JSON is an object: `fingerprint`, `setting` (`way`, `shot`), `queries`, `seed`, and `episodes`, each with
/// `classes` (k ids), `support` (k lists of n image ids) and `queries` (k lists).
public struct EpisodeList: Codable, Equatable, Sendable {
  /// An episode in terms of ids; see `Episode`.
  public struct Entry: Codable, Equatable, Sendable {
    /// The k classes.
    public var classes: [ClassID]
    /// The support images of each class.
    public var support: [[ImageID]]
    /// The query images of each class.
    public var queries: [[ImageID]]

    /// Creates an episode in terms of ids.
    public init(classes: [ClassID], support: [[ImageID]], queries: [[ImageID]]) {
      self.classes = classes
      self.support = support
      self.queries = queries
    }
  }

  /// The episodes' way k and shot n.
  public var setting: EpisodeSetting
  /// The number of queries per class.
  public var queries: Int
  /// The seed that the episodes were drawn with.
  public var seed: UInt64
  /// The fingerprint of the data that the ids refer to.
  public var fingerprint: String
  /// The episodes, in order of evaluation.
  public var episodes: [Entry]

  /// Creates a list of a sampler's episodes.
  ///
  /// - Parameters:
  ///   - episodes: the episodes that the sampler drew.
  ///   - setting: the sampler's setting.
  ///   - queries: the sampler's number of queries per class.
  ///   - seed: the seed that they were drawn with.
  ///   - fingerprint: the fingerprint of the data.
  ///   - images: the image of each row of the embedding table.
  ///   - classes: the class of each row.
  public init(
    _ episodes: [Episode], setting: EpisodeSetting, queries: Int, seed: UInt64, fingerprint: String,
    images: [ImageID], classes: [ClassID]
  ) {
    self.setting = setting
    self.queries = queries
    self.seed = seed
    self.fingerprint = fingerprint
    self.episodes = episodes.map { episode in
      Entry(
        classes: episode.support.compactMap { $0.first.map { classes[$0] } },
        support: episode.support.map { $0.map { images[$0] } },
        queries: episode.queries.map { $0.map { images[$0] } })
    }
  }

  /// Decodes a list from JSON; `episodes(fingerprint:images:classes:)` checks it against the data.
  ///
  /// - Throws: `FewShotError.unreadableEpisodes`.
  public init(json: Data) throws(FewShotError) {
    do {
      self = try JSONDecoder().decode(EpisodeList.self, from: json)
    } catch {
      throw .unreadableEpisodes(Self.reason(error))
    }
  }

  /// Encodes the list as JSON with sorted keys, so that equal lists have equal JSON.
  ///
  /// - Throws: `EncodingError`.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  private static func reason(_ error: any Error) -> String {
    func name(_ path: [any CodingKey]) -> String {
      path.reduce("") { name, key in
        if let index = key.intValue { return "\(name)[\(index)]" }
        return name.isEmpty ? key.stringValue : "\(name).\(key.stringValue)"
      }
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context): return "\(name(context.codingPath + [key])) is missing"
    case DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty:
      // Foundation reports both in the same way.
      return "not valid JSON, or a number is out of range"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return context.codingPath.isEmpty ? "not a JSON object" : "\(name(context.codingPath)) has an invalid value"
    default: return "\(error)"
    }
  }
}
