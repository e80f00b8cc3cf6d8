/// A hand-drawn query: its strokes, and the pen that draws them.
struct Drawing: Equatable, Sendable {
  /// A point of the pad, 0…1 from the left and from the top.
  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double

    /// The nearest point on the pad.
    var onPad: Point {
      Point(x: x.isFinite ? min(max(x, 0), 1) : 0.5, y: y.isFinite ? min(max(y, 0), 1) : 0.5)
    }
  }

  /// The maximum number of points; further ones are ignored.
  static let maxPoints = 4000
  /// The range of stroke widths, relative to the data's.
  static let weights = 0.5...2.0

  /// The finished strokes and the current one, each with at least one point.
  private(set) var strokes: [[Point]] = []
  /// The position of the pen.
  private(set) var pen = Point(x: 0.5, y: 0.5)
  /// Whether the pen touches the pad.
  private(set) var isDown = false
  /// The stroke width relative to the data's.
  private(set) var weight = 1.0

  /// Whether there are no strokes.
  var isEmpty: Bool { strokes.isEmpty }

  /// Puts the pen down at a point and begins a stroke.
  mutating func begin(at point: Point) {
    pen = point.onPad
    isDown = true
    if hasRoom { strokes.append([pen]) }
  }

  /// Moves the pen to a point, and draws if it is down.
  mutating func move(to point: Point) {
    let next = point.onPad
    guard next != pen else { return }
    pen = next
    if isDown, hasRoom, !strokes.isEmpty { strokes[strokes.count - 1].append(next) }
  }

  /// Moves the pen by shares of the pad.
  mutating func move(byX x: Double, y: Double) { move(to: Point(x: pen.x + x, y: pen.y + y)) }

  /// Lifts the pen.
  mutating func lift() { isDown = false }

  /// Removes the last stroke.
  mutating func undo() {
    isDown = false
    if !strokes.isEmpty { strokes.removeLast() }
  }

  /// Removes all strokes.
  mutating func erase() {
    isDown = false
    strokes = []
  }

  /// Makes strokes 25 % wider, or narrower by the same factor.
  mutating func changeWeight(wider: Bool) {
    let wanted = wider ? weight * 1.25 : weight / 1.25
    weight = min(max(wanted, Drawing.weights.lowerBound), Drawing.weights.upperBound)
    // A wider and a narrower step cancel out exactly.
    if abs(weight - 1) < 0.01 { weight = 1 }
  }

  /// Resets the stroke width to the data's.
  mutating func resetWeight() { weight = 1 }

  private var hasRoom: Bool { strokes.reduce(0) { $0 + $1.count } < Drawing.maxPoints }

  /// The strokes, smoothed to hide the grid of cells: each inner point is half itself and a quarter of each neighbour.
  var smoothed: [[Point]] {
    strokes.map { stroke in
      stroke.indices.map { index in
        guard index > 0, index < stroke.count - 1 else { return stroke[index] }
        let (before, here, after) = (stroke[index - 1], stroke[index], stroke[index + 1])
        return Point(x: (before.x + 2 * here.x + after.x) / 4, y: (before.y + 2 * here.y + after.y) / 4)
      }
    }
  }
}
