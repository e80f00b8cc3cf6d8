import SiamCanvas
import SiamCore

/// The numbered screens, in the order of their tabs.
package enum ScreenName: Int, CaseIterable, Hashable, Sendable {
  case train = 1
  case margins, triplets, support, space, pairs, runs

  /// The type that implements the screen.
  var screen: any Screen.Type {
    switch self {
    case .train: TrainScreen.self
    case .margins: MarginsScreen.self
    case .triplets: TripletsScreen.self
    case .support: SupportScreen.self
    case .space: SpaceScreen.self
    case .pairs: PairsScreen.self
    case .runs: RunsScreen.self
    }
  }

  /// Whether the screen shows training, and so has nothing to show while a trained run is explored.
  var needsTraining: Bool {
    switch self {
    case .train, .margins, .triplets: true
    case .support, .space, .pairs, .runs: false
    }
  }
}

/// One of the numbered screens: how it is drawn, and how it handles keys, the mouse and query results.
///
/// A screen has no state of its own, only a part of the model. All of its functions are pure.
protocol Screen {
  /// The title of the tab.
  static var title: String { get }

  /// Draws the screen into the rows between the title and the footer, at least 60 × 10 cells.
  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas)

  /// The explanation of the screen with its formulas and current values, one string for each paragraph.
  static func explanation(_ model: Model) -> [String]

  /// The queries whose results the screen needs while it is shown.
  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery]

  /// The images that the screen shows.
  static func images(_ model: Model, in body: Rectangle) -> [ImageID]

  /// Performs the action of a key that is not handled for all screens.
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect]

  /// Handles the mouse in the body.
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect]

  /// Handles the result of a query, even while another screen is shown.
  static func receive(_ result: QueryResult, to query: Query, on model: inout Model)

  /// Selects the next or previous match of a text.
  ///
  /// - Returns: whether there is a match.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool

  /// The name of what `+` and `-` change, for the footer; empty when they change nothing.
  static func focusLabel(_ model: Model) -> String

  /// Whether Tab moves the focus now.
  static func movesFocus(_ model: Model) -> Bool

  /// A mode with its own keys, such as drawing, while it is active.
  static func mode(_ model: Model) -> KeyContext?
}

extension Screen {
  static func queries(_ model: Model, in body: Rectangle) -> [PendingQuery] { [] }
  static func images(_ model: Model, in body: Rectangle) -> [ImageID] { [] }
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] { [] }
  static func handle(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] { [] }
  static func receive(_ result: QueryResult, to query: Query, on model: inout Model) {}
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool { false }
  static func focusLabel(_ model: Model) -> String { "" }
  static func movesFocus(_ model: Model) -> Bool { !focusLabel(model).isEmpty }
  static func mode(_ model: Model) -> KeyContext? { nil }
}
