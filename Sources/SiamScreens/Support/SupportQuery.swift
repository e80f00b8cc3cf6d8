import SiamMessages

/// Which of the queries.
enum QueryName: Hashable, Sendable {
  /// One of the episode's, from 0.
  case episode(Int)
  /// One from a file, from 0.
  case file(Int)
  /// What was drawn.
  case drawn
}

/// A picture to be named.
struct SupportQuery: Equatable, Sendable {
  var name: QueryName
  var source: ImageSource
  /// The place of its class in the support set; nil where nobody knows it.
  var truth: Int?
  /// What it is called: its class, its file.
  var label: String
}

/// A picture from a file as a query.
struct FileQuery: Equatable, Sendable {
  var path: String
  var pixels: [UInt8]

  /// The path's last part.
  var fileName: String { String(path.split(separator: "/").last ?? Substring(path)) }
}

extension SupportState {
  /// The queries of an episode, those from files, and what was drawn.
  func queries(of episode: SupportEpisode?, _ ink: InkStyle?) -> [SupportQuery] {
    var queries: [SupportQuery] = []
    if let episode {
      queries += episode.queries.enumerated().map { index, query in
        SupportQuery(
          name: .episode(index), source: .image(query.image), truth: query.truth,
          label: episode.classes[query.truth].name)
      }
    }
    queries += files.enumerated().map { index, file in
      SupportQuery(name: .file(index), source: .pixels(file.pixels), truth: nil, label: file.fileName)
    }
    if let ink, !drawing.isEmpty {
      queries.append(
        SupportQuery(name: .drawn, source: .pixels(drawing.picture(ink).pixels), truth: nil, label: "drawn"))
    }
    return queries
  }
}

extension Model {
  /// What the Support screen can name.
  var supportQueries: [SupportQuery] { support.queries(of: supportEpisode, unseen?.ink) }

  /// The query on show: the one chosen, or the first.
  var supportQuery: SupportQuery? {
    let queries = supportQueries
    return queries.first { $0.name == support.query } ?? queries.first
  }

  /// The place the support set is turned to: the one that is chosen, or the class of the query on show.
  func supportPlace(showing query: SupportQuery?) -> SupportPlace {
    guard support.focus != .support, let truth = query?.truth else { return support.place }
    return SupportPlace(way: truth, shot: support.place.shot)
  }

  /// Goes some queries on or back, no further than the ends.
  mutating func moveQuery(by offset: Int) {
    let queries = supportQueries
    guard !queries.isEmpty else { return }
    let place = (queries.firstIndex { $0.name == support.query } ?? 0) + min(max(offset, -queries.count), queries.count)
    support.query = queries[min(max(0, place), queries.count - 1)].name
  }
}
