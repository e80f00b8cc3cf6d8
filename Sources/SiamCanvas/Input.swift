/// User input at the terminal.
public enum Input: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// The mouse was used.
  case mouse(MouseEvent)
}

/// A key.
public enum Key: Hashable, Sendable {
  /// A printable character, space included.
  case character(Character)
  /// A lower-case letter pressed with Ctrl: `.control("c")`.
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
  /// The kind of a mouse action.
  public enum Action: Hashable, Sendable {
    /// The left button was pressed.
    case press
    /// The mouse moved with the left button down.
    case drag
    /// The left button was released.
    case release
    /// The wheel turned up.
    case wheelUp
    /// The wheel turned down.
    case wheelDown
  }
  /// The kind of action.
  public var action: Action
  /// The column of the cell, from 0.
  public var column: Int
  /// The row of the cell, from 0.
  public var row: Int

  /// Creates a mouse action at a cell.
  public init(_ action: Action, column: Int, row: Int) {
    self.action = action
    self.column = column
    self.row = row
  }
}
