import SiamCanvas
import SiamCore

/// The meaning of a map's colours and letters: classes if they are few or were highlighted, otherwise groups, otherwise
/// nothing.
struct MapLegend: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A letter at each point of a class.
    case classes
    /// Dots in the colour of their group, and the group's letter at the centre of each class.
    case groups
    /// No letters: there are too many classes and groups.
    case none
  }

  struct Entry: Equatable, Sendable {
    var letter: Unicode.Scalar
    var style: Style
    var name: String
  }

  let kind: Kind
  let entries: [Entry]
  /// The index of the entry of each class of the map.
  private let entryOfClass: [Int?]

  init(_ chart: SpaceChart, highlighted: [ClassID], theme: Theme) {
    let ids = chart.classes.map(\.id)
    let chosen = highlighted.filter(ids.contains)
    let groups = chart.groups
    if !chosen.isEmpty || chart.classes.count <= ClassPalette.count {
      kind = .classes
      let indices = chosen.isEmpty ? Array(chart.classes.indices) : chosen.compactMap(ids.firstIndex)
      entries = MapLegend.entries(indices.map { chart.classes[$0].name }, isCapital: false, theme: theme)
      entryOfClass = ids.indices.map(indices.firstIndex)
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

  /// The entry of a class; nil if it has none.
  func entry(ofClass index: Int) -> Entry? {
    guard entryOfClass.indices.contains(index), let entry = entryOfClass[index], entries.indices.contains(entry) else {
      return nil
    }
    return entries[entry]
  }
}
