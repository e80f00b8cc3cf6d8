/// What a person did at the terminal.
public enum Input: Hashable, Sendable {
  /// Pressed a key.
  case key(Key)
  /// Used the mouse.
  case mouse(MouseEvent)
}

/// A key.
public enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  /// A letter held with Ctrl, lower case: `.control("c")`.
  case control(Character)
  /// The Enter key.
  case enter
  /// The Escape key.
  case escape
  /// The Tab key.
  case tab
  /// Tab with Shift.
  case backTab
  /// The Backspace key.
  case backspace
  /// The Delete key.
  case delete
  /// Arrow up.
  case up
  /// Arrow down.
  case down
  /// Arrow left.
  case left
  /// Arrow right.
  case right
  /// The Home key.
  case home
  /// The End key.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
}

/// A mouse action at a cell.
public struct MouseEvent: Hashable, Sendable {
  /// What happened.
  public enum Action: Hashable, Sendable {
    /// The left button went down.
    case press
    /// The mouse moved with the left button down.
    case drag
    /// The left button came up.
    case release
    /// The wheel turned up.
    case wheelUp
    /// The wheel turned down.
    case wheelDown
  }
  /// What happened.
  public var action: Action
  /// Where, from 0.
  public var column: Int
  /// Where, from 0.
  public var row: Int

  /// A mouse action at a cell.
  public init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}
