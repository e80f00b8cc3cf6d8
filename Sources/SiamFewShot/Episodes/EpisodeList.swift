public import Foundation
public import SiamMessages

/// Episodes written down, so that others can be examined on the very same ones: images and classes by their ids.
///
/// Its JSON is one object: `fingerprint`, `setting` (`way`, `shot`), `queries`, `seed`, and `episodes`, each with
/// `classes` (k ids), `support` (k lists of n image ids) and `queries` (k lists).
public struct EpisodeList: Codable, Equatable, Sendable {
  /// One episode in ids; see `Episode`.
  public struct Entry: Codable, Equatable, Sendable {
    /// The k classes.
    public var classes: [ClassID]
    /// The support images of each class.
    public var support: [[ImageID]]
    /// The query images of each class.
    public var queries: [[ImageID]]

    /// One episode in ids.
    public init(classes: [ClassID], support: [[ImageID]], queries: [[ImageID]]) {
      self.classes = classes
      self.support = support
      self.queries = queries
    }
  }

  /// k and n.
  public var setting: EpisodeSetting
  /// Queries of each class.
  public var queries: Int
  /// What the episodes were drawn by.
  public var seed: UInt64
  /// Of the data the ids belong to.
  public var fingerprint: String
  /// In the order they are examined.
  public var episodes: [Entry]

  /// Writes episodes down.
  ///
  /// - Parameters:
  ///   - episodes: as a sampler draws them.
  ///   - setting: the sampler's.
  ///   - queries: the sampler's.
  ///   - seed: what it drew by.
  ///   - fingerprint: the data's.
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

  /// A list read back from its JSON; `episodes(fingerprint:images:classes:)` sees whether it fits.
  ///
  /// - Throws: `FewShotError.unreadableEpisodes`.
  public init(json: Data) throws(FewShotError) {
    do {
      self = try JSONDecoder().decode(EpisodeList.self, from: json)
    } catch {
      throw .unreadableEpisodes(Self.reason(error))
    }
  }

  /// Its JSON, the same for the same list.
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
      // Foundation tells the two by neither path nor words.
      return "it is no JSON, or a number in it doesn't fit"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      return context.codingPath.isEmpty ? "it is no JSON object" : "\(name(context.codingPath)) has no fitting value"
    default: return "\(error)"
    }
  }
}
