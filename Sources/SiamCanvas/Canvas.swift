/// A rectangle of cells to draw on. Drawing outside it does nothing.
///
/// A wide character takes its cell and the one on its right. Overwriting one of the two blanks the other, so that a
/// canvas never holds half a character.
public struct Canvas: Equatable, Sendable {
  /// The width in columns.
  public let width: Int
  /// The height in rows.
  public let height: Int
  /// `height × width` cells, row-major.
  public internal(set) var cells: [Cell]
  /// The characters that text, dots and borders may use.
  package var charset: Charset = .braille

  /// Creates a blank canvas; negative sizes count as 0.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  /// The cell at a column and row; a blank one outside the canvas.
  public subscript(column: Int, row: Int) -> Cell {
    get { contains(column, row) ? cells[row * width + column] : Cell() }
    set {
      guard contains(column, row) else { return }
      put(newValue, column: column, row: row)
    }
  }

  /// Whether a column and row lie on the canvas.
  public func contains(_ column: Int, _ row: Int) -> Bool {
    column >= 0 && column < width && row >= 0 && row < height
  }
}
