/// Strokes drawn by hand, and the pen that draws them.
struct Drawing: Equatable, Sendable {
  /// A point of the pad, 0…1 from its left and from its top.
  struct Point: Equatable, Sendable {
    var x: Double
    var y: Double

    /// The nearest point on the pad.
    var onPad: Point {
      Point(x: x.isFinite ? min(max(x, 0), 1) : 0.5, y: y.isFinite ? min(max(y, 0), 1) : 0.5)
    }
  }

  /// Points kept; further ones are not taken.
  static let mostPoints = 4000
  /// What the width of a stroke may be, by the data's own.
  static let weights = 0.5...2.0

  /// The finished strokes and the one that is drawn, each of one point or more.
  private(set) var strokes: [[Point]] = []
  /// Where the pen is.
  private(set) var pen = Point(x: 0.5, y: 0.5)
  /// Whether it touches the pad.
  private(set) var isDown = false
  /// The width of a stroke, by the data's own.
  private(set) var weight = 1.0

  /// Whether nothing is drawn.
  var isEmpty: Bool { strokes.isEmpty }

  /// Puts the pen down somewhere.
  mutating func begin(at point: Point) {
    pen = point.onPad
    isDown = true
    if hasRoom { strokes.append([pen]) }
  }

  /// Moves the pen somewhere, drawing where it is down.
  mutating func move(to point: Point) {
    let next = point.onPad
    guard next != pen else { return }
    pen = next
    if isDown, hasRoom, !strokes.isEmpty { strokes[strokes.count - 1].append(next) }
  }

  /// Moves the pen by a share of the pad.
  mutating func move(byX x: Double, y: Double) { move(to: Point(x: pen.x + x, y: pen.y + y)) }

  /// Lifts the pen.
  mutating func lift() { isDown = false }

  /// Takes the last stroke away.
  mutating func undo() {
    isDown = false
    if !strokes.isEmpty { strokes.removeLast() }
  }

  /// Takes all strokes away.
  mutating func erase() {
    isDown = false
    strokes = []
  }

  /// Draws wider or narrower strokes, by a quarter.
  mutating func changeWeight(wider: Bool) {
    let wanted = wider ? weight * 1.25 : weight / 1.25
    weight = min(max(wanted, Drawing.weights.lowerBound), Drawing.weights.upperBound)
    // Up and down again is the data's own width.
    if abs(weight - 1) < 0.01 { weight = 1 }
  }

  /// Draws strokes of the data's own width.
  mutating func resetWeight() { weight = 1 }

  private var hasRoom: Bool { strokes.reduce(0) { $0 + $1.count } < Drawing.mostPoints }

  /// The strokes without the steps of a coarse grid: each inner point a quarter of its neighbours each.
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
