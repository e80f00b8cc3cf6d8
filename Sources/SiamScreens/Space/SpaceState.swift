import SiamCanvas
import SiamMessages

/// What the Space screen knows beside the run itself: the newest map of each method, and what of it is looked at.
struct SpaceState: Equatable, Sendable {
  /// What the arrows move through.
  enum Focus: Equatable, Sendable {
    /// Points of the map.
    case map
    /// Pairs of the list of look-alikes.
    case lookAlikes
  }

  /// A press of the mouse on the map that has not been let go.
  struct Drag: Equatable, Sendable {
    var column: Int
    var row: Int
    var hasMoved = false
  }

  /// The method that was asked for.
  var method = ProjectionMethod.principalComponents
  /// Whether a t-SNE map is to be made: they are made on demand alone.
  var wantsNewMap = false
  /// The newest map of each method.
  var charts: [ProjectionMethod: SpaceChart] = [:]
  /// What is seen of the map; nil for all of it.
  var window: MapWindow?
  /// The image pointed at.
  var chosen: ImageID?
  /// The newest answer about neighbours.
  var neighbourhood: Neighbourhood?
  /// Classes with a letter of their own, in the order they were chosen.
  var highlighted: [ClassID] = []
  /// Whether only the highlighted classes are mapped.
  var isFiltered = false
  /// What the arrows move through.
  var focus = Focus.map
  /// The look-alikes chosen in the list.
  var pair: LookAlike?
  /// While the mouse is down.
  var drag: Drag?

  /// The map on show: the asked method's, or the other's until that has come.
  var chart: SpaceChart? { charts[method] ?? charts.values.first }

  /// The place of the chosen pair in the list of the map on show.
  var pairPlace: Int? {
    guard let chart, !chart.lookAlikes.isEmpty else { return nil }
    return chart.lookAlikes.firstIndex { $0.first == pair?.first && $0.second == pair?.second } ?? 0
  }

  /// The pair of look-alikes on show.
  var shownPair: LookAlike? { pairPlace.flatMap { chart?.lookAlikes[$0] } }

  /// The neighbours of the chosen image, once they have come.
  var neighbours: [Neighbour]? {
    guard let neighbourhood, neighbourhood.image == chosen else { return nil }
    return neighbourhood.neighbours
  }

  /// Gives a class a letter of its own, or takes it away; the oldest gives way where letters run out.
  mutating func toggleHighlight(_ id: ClassID) {
    if let place = highlighted.firstIndex(of: id) {
      highlighted.remove(at: place)
      return
    }
    highlighted.append(id)
    if highlighted.count > ClassPalette.count { highlighted.removeFirst() }
  }
}
