import SiamCore

/// The identity of a query.
enum SupportQueryID: Hashable, Sendable {
  /// A query of the episode, by its index.
  case episode(Int)
  /// A query from a file, by its index.
  case file(Int)
  /// The drawn query.
  case drawn
}

/// An image to classify.
struct SupportQuery: Equatable, Sendable {
  var id: SupportQueryID
  var source: ImageReference
  /// The index of the true class in the support set; nil if unknown.
  var truth: Int?
  /// The label to show: the name of the class or of the file.
  var label: String
}

/// An image file as a query.
struct FileQuery: Equatable, Sendable {
  var path: String
  var pixels: [UInt8]

  /// The last component of the path.
  var fileName: String { String(path.split(separator: "/").last ?? Substring(path)) }
}

extension SupportState {
  /// The queries of an episode, those from files, and the drawn one.
  func queries(of episode: SupportEpisode?, _ ink: InkStyle?) -> [SupportQuery] {
    var queries: [SupportQuery] = []
    if let episode {
      queries += episode.queries.enumerated().map { index, query in
        SupportQuery(
          id: .episode(index), source: .image(query.image), truth: query.truth,
          label: episode.classes[query.truth].name)
      }
    }
    queries += files.enumerated().map { index, file in
      SupportQuery(id: .file(index), source: .pixels(file.pixels), truth: nil, label: file.fileName)
    }
    if let ink, !drawing.isEmpty {
      queries.append(
        SupportQuery(id: .drawn, source: .pixels(drawing.image(ink).pixels), truth: nil, label: "drawn"))
    }
    return queries
  }
}

extension Model {
  /// All queries of the Support screen.
  var supportQueries: [SupportQuery] { support.queries(of: supportEpisode, unseen?.ink) }

  /// The current query: the chosen one, or the first.
  var supportQuery: SupportQuery? {
    let queries = supportQueries
    return queries.first { $0.id == support.query } ?? queries.first
  }

  /// The slot whose page of the support set is shown: the chosen one, or that of the query's true class.
  func supportSlot(showing query: SupportQuery?) -> SupportSlot {
    guard support.focus != .support, let truth = query?.truth else { return support.slot }
    return SupportSlot(way: truth, shot: support.slot.shot)
  }

  /// Moves to a query by an offset, clamped to the ends.
  mutating func moveQuery(by offset: Int) {
    let queries = supportQueries
    guard !queries.isEmpty else { return }
    let index = (queries.firstIndex { $0.id == support.query } ?? 0) + min(max(offset, -queries.count), queries.count)
    support.query = queries[min(max(0, index), queries.count - 1)].id
  }
}
