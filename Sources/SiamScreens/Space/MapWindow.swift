import SiamCanvas
import SiamCore

/// The part of a map that is in view.
struct MapWindow: Equatable, Sendable {
  var centre: FeatureSpace.Point
  /// The distance from the centre to the upper edge, in map units. The shape of the room determines the other edges.
  var radius: Double

  init(centre: FeatureSpace.Point, radius: Double) {
    self.centre = centre
    self.radius = radius
  }

  /// Fits all points into a room. Centre and radius are rounded, so that the view rarely moves while training moves the
  /// points.
  init(fitting points: [SpacePoint], in room: Rectangle) {
    guard let first = points.first else {
      self.init(centre: FeatureSpace.Point(x: 0, y: 0), radius: 1)
      return
    }
    var low = first.position
    var high = low
    for point in points {
      low = FeatureSpace.Point(x: min(low.x, Double(point.x)), y: min(low.y, Double(point.y)))
      high = FeatureSpace.Point(x: max(high.x, Double(point.x)), y: max(high.y, Double(point.y)))
    }
    let shape = MapWindow.shape(of: room)
    let needed = max((high.y - low.y) / 2, (high.x - low.x) / 2 / shape, 1e-6) * 1.08
    let grid = Axis.nice(needed, [1, 2, 5, 10]) / 20
    let middle = FeatureSpace.Point(
      x: ((low.x + high.x) / 2 / grid).rounded() * grid, y: ((low.y + high.y) / 2 / grid).rounded() * grid)
    let radii = [1, 1.2, 1.45, 1.75, 2.1, 2.5, 3, 3.6, 4.3, 5.2, 6.2, 7.5, 10]
    self.init(centre: middle, radius: Axis.nice(needed, radii))
  }

  /// The aspect ratio of a room, width by height, given cells twice as high as wide.
  static func shape(of room: Rectangle) -> Double { Double(max(1, room.width)) / Double(max(1, room.height) * 2) }

  /// Zooms about a fixed point. The radius stays between a hundredth and twice that of the whole view.
  mutating func zoom(by factor: Double, about fixed: FeatureSpace.Point, whole: MapWindow) {
    let wanted = min(max(radius / factor, whole.radius / 100), whole.radius * 2)
    guard wanted.isFinite, wanted > 0 else { return }
    let share = wanted / radius
    centre = FeatureSpace.Point(
      x: fixed.x + (centre.x - fixed.x) * share, y: fixed.y + (centre.y - fixed.y) * share)
    radius = wanted
  }

  /// Moves by the minimum that brings a point into the middle 80 % of the view.
  mutating func follow(_ point: FeatureSpace.Point, in room: Rectangle) {
    let reach = (x: radius * MapWindow.shape(of: room) * 0.8, y: radius * 0.8)
    centre = FeatureSpace.Point(
      x: min(max(centre.x, point.x - reach.x), point.x + reach.x),
      y: min(max(centre.y, point.y - reach.y), point.y + reach.y))
  }
}

/// Maps the points of a map to the cells of a room, with the same scale in both directions.
struct MapProjection: Equatable, Sendable {
  let room: Rectangle
  private let window: MapWindow
  /// The number of rows per map unit.
  private let rowsPerUnit: Double

  init(_ window: MapWindow, in room: Rectangle) {
    self.room = room
    self.window = window
    rowsPerUnit = Double(room.height) / 2 / max(window.radius, 1e-12)
  }

  /// The position of a point in fractional cells from the room's top left corner.
  func position(_ point: FeatureSpace.Point) -> (column: Double, row: Double) {
    (
      Double(room.width) / 2 + (point.x - window.centre.x) * rowsPerUnit * 2,
      Double(room.height) / 2 - (point.y - window.centre.y) * rowsPerUnit
    )
  }

  /// The cell that contains a point; nil outside the room.
  func cell(_ point: FeatureSpace.Point) -> (column: Int, row: Int)? {
    let (column, row) = position(point)
    guard column >= 0, row >= 0, column < Double(room.width), row < Double(room.height) else { return nil }
    return (
      room.column + Int(bounded: column, to: 0...max(0, room.width - 1)),
      room.row + Int(bounded: row, to: 0...max(0, room.height - 1))
    )
  }

  /// The point at the centre of a cell.
  func point(column: Int, row: Int) -> FeatureSpace.Point {
    FeatureSpace.Point(
      x: window.centre.x + (Double(column - room.column) + 0.5 - Double(room.width) / 2) / rowsPerUnit / 2,
      y: window.centre.y - (Double(row - room.row) + 0.5 - Double(room.height) / 2) / rowsPerUnit)
  }

  /// The height of a cell in map units; a cell is half as wide.
  var cellHeight: Double { 1 / rowsPerUnit }
}
