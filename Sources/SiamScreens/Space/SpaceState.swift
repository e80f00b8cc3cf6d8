import SiamCanvas
import SiamCore

/// The state of the Space screen: the latest map of each method, and the view of it.
struct SpaceState: Equatable, Sendable {
  /// What the arrow keys move through.
  enum Focus: Equatable, Sendable {
    /// The points of the map.
    case map
    /// The list of similar pairs.
    case similarPairs
  }

  /// A drag of the mouse on the map.
  struct Drag: Equatable, Sendable {
    var column: Int
    var row: Int
    var hasMoved = false
  }

  /// The requested method.
  var method = ProjectionMethod.principalComponents
  /// Whether to query a new map although the method only computes maps on demand, as t-SNE does.
  var wantsNewMap = false
  /// The latest map of each method.
  var charts: [ProjectionMethod: SpaceChart] = [:]
  /// The part of the map in view; nil for all of it.
  var window: MapWindow?
  /// The chosen image.
  var chosen: ImageID?
  /// The latest result of a neighbour query.
  var neighbourhood: Neighbourhood?
  /// The classes with a letter, in the order they were highlighted.
  var highlighted: [ClassID] = []
  /// Whether to map only the highlighted classes.
  var isFiltered = false
  /// What the arrow keys move through.
  var focus = Focus.map
  /// The similar pair chosen in the list.
  var pair: SimilarPair?
  /// The drag in progress, while the mouse button is down.
  var drag: Drag?

  /// The map to show: that of the requested method, or the other one until it is available.
  var chart: SpaceChart? { charts[method] ?? charts.values.first }

  /// The index of the chosen pair in the list of the shown map.
  var pairIndex: Int? {
    guard let chart, !chart.similarPairs.isEmpty else { return nil }
    return chart.similarPairs.firstIndex { $0.first == pair?.first && $0.second == pair?.second } ?? 0
  }

  /// The similar pair to show.
  var shownPair: SimilarPair? { pairIndex.flatMap { chart?.similarPairs[$0] } }

  /// The neighbours of the chosen image; nil until they are available.
  var neighbours: [Neighbour]? {
    guard let neighbourhood, neighbourhood.image == chosen else { return nil }
    return neighbourhood.neighbours
  }

  /// Gives a class a letter or removes it. If there are no letters left, the oldest highlighted class loses its letter.
  mutating func toggleHighlight(_ id: ClassID) {
    if let index = highlighted.firstIndex(of: id) {
      highlighted.remove(at: index)
      return
    }
    highlighted.append(id)
    if highlighted.count > ClassPalette.count { highlighted.removeFirst() }
  }
}
