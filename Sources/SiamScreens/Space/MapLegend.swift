import SiamCanvas
import SiamMessages

/// What a map's colours and letters mean: classes where they are few or were chosen, else groups, else nothing.
struct MapLegend: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A letter at each point of a class.
    case classes
    /// Dots in a group's colour, and its letter in the middle of each of its classes.
    case groups
    /// Too many of either to tell apart.
    case none
  }

  struct Entry: Equatable, Sendable {
    var letter: Unicode.Scalar
    var style: Style
    var name: String
  }

  let kind: Kind
  let entries: [Entry]
  /// For each class of the map the entry it belongs to.
  private let entryOfClass: [Int?]

  init(_ chart: SpaceChart, highlighted: [ClassID], theme: Theme) {
    let ids = chart.classes.map(\.id)
    let chosen = highlighted.filter(ids.contains)
    let groups = chart.groups
    if !chosen.isEmpty || chart.classes.count <= ClassPalette.count {
      kind = .classes
      let places = chosen.isEmpty ? Array(chart.classes.indices) : chosen.compactMap(ids.firstIndex)
      entries = MapLegend.entries(places.map { chart.classes[$0].name }, isCapital: false, theme: theme)
      entryOfClass = ids.indices.map(places.firstIndex)
    } else if (2...ClassPalette.count).contains(groups.count) {
      kind = .groups
      entries = MapLegend.entries(groups, isCapital: true, theme: theme)
      entryOfClass = chart.classes.map { $0.group.flatMap(groups.firstIndex) }
    } else {
      kind = .none
      entries = []
      entryOfClass = []
    }
  }

  private static func entries(_ names: [String], isCapital: Bool, theme: Theme) -> [Entry] {
    names.prefix(ClassPalette.count).enumerated().map { number, name in
      Entry(
        letter: ClassPalette.letter(number, isCapital: isCapital), style: ClassPalette.style(number, theme: theme),
        name: name)
    }
  }

  /// What a class is drawn as; nil where it has no sign of its own.
  func entry(ofClass place: Int) -> Entry? {
    guard entryOfClass.indices.contains(place), let entry = entryOfClass[place], entries.indices.contains(entry) else {
      return nil
    }
    return entries[entry]
  }
}
