import SiamCanvas
import SiamMessages

/// The numbered screens, in the order of their tabs.
package enum ScreenName: Int, CaseIterable, Hashable, Sendable {
  case train = 1
  case margins, triplets, support, space, pairs, runs

  /// The screen of this name.
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

  /// Whether it shows a training run, and so has nothing to show where a trained one is explored.
  var needsTraining: Bool {
    switch self {
    case .train, .margins, .triplets: true
    case .support, .space, .pairs, .runs: false
    }
  }
}

/// One of the numbered screens: how it looks, and what keys, the mouse and answers do on it.
///
/// Without state of its own: what it knows is a part of the model. All of it is pure.
protocol Screen {
  /// Its tab's word.
  static var title: String { get }

  /// Draws it into the rows between the title and the footer: at least 60 × 10 cells.
  static func draw(_ model: Model, in body: Rectangle, on canvas: inout Canvas)

  /// What is seen now, in plain words with the formula, a paragraph each.
  static func explanation(_ model: Model) -> [String]

  /// What it wants to know while it is shown; asked as `Inquiries` has it.
  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry]

  /// The images whose pictures it shows.
  static func images(_ model: Model, in body: Rectangle) -> [ImageID]

  /// Does what a key of the table stands for; keys of every screen come here only where the frame has no use for them.
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect]

  /// The mouse was used within the body.
  static func point(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect]

  /// Takes an answer in, whether it is shown or not.
  static func receive(_ answer: Answer, to question: Question, on model: inout Model)

  /// Goes to the next place that matches a text, or the one before; whether there was one.
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool

  /// What `+` and `-` change, in a word for the footer; empty where nothing.
  static func focusWord(_ model: Model) -> String

  /// Whether Tab moves between things on it now.
  static func movesFocus(_ model: Model) -> Bool

  /// A mode of its own that takes keys first, such as drawing; nil where it has none now.
  static func mode(_ model: Model) -> KeyContext?
}

extension Screen {
  static func inquiries(_ model: Model, in body: Rectangle) -> [Inquiry] { [] }
  static func images(_ model: Model, in body: Rectangle) -> [ImageID] { [] }
  static func perform(_ action: Action, on model: inout Model, in body: Rectangle) -> [Effect] { [] }
  static func point(_ event: MouseEvent, on model: inout Model, in body: Rectangle) -> [Effect] { [] }
  static func receive(_ answer: Answer, to question: Question, on model: inout Model) {}
  static func find(_ text: String, forward: Bool, on model: inout Model, in body: Rectangle) -> Bool { false }
  static func focusWord(_ model: Model) -> String { "" }
  static func movesFocus(_ model: Model) -> Bool { !focusWord(model).isEmpty }
  static func mode(_ model: Model) -> KeyContext? { nil }
}
