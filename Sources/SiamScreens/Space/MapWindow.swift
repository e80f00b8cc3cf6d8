import SiamCanvas
import SiamMessages

/// Which part of a map is seen.
struct MapWindow: Equatable, Sendable {
  var centre: FeatureSpace.Point
  /// From the centre to the upper edge, in the map's units; the other edges follow from the room's shape.
  var radius: Double

  init(centre: FeatureSpace.Point, radius: Double) {
    self.centre = centre
    self.radius = radius
  }

  /// Sees all points in a room; in round numbers, so that it stands still while training moves the points.
  init(fitting points: [SpacePoint], in room: Rectangle) {
    guard let first = points.first else {
      self.init(centre: FeatureSpace.Point(x: 0, y: 0), radius: 1)
      return
    }
    var low = first.place
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

  /// How much wider than high a room is on the screen, whose cells are twice as high as wide.
  static func shape(of room: Rectangle) -> Double { Double(max(1, room.width)) / Double(max(1, room.height) * 2) }

  /// Zooms about a point that stays where it is; between a hundredth and twice of a whole view.
  mutating func zoom(by factor: Double, about place: FeatureSpace.Point, whole: MapWindow) {
    let wanted = min(max(radius / factor, whole.radius / 100), whole.radius * 2)
    guard wanted.isFinite, wanted > 0 else { return }
    let share = wanted / radius
    centre = FeatureSpace.Point(
      x: place.x + (centre.x - place.x) * share, y: place.y + (centre.y - place.y) * share)
    radius = wanted
  }

  /// Moves as little as brings a point into the middle four fifths.
  mutating func follow(_ place: FeatureSpace.Point, in room: Rectangle) {
    let reach = (x: radius * MapWindow.shape(of: room) * 0.8, y: radius * 0.8)
    centre = FeatureSpace.Point(
      x: min(max(centre.x, place.x - reach.x), place.x + reach.x),
      y: min(max(centre.y, place.y - reach.y), place.y + reach.y))
  }
}

/// Brings the points of a map to the dots and cells of a room, the same length across and up.
struct MapProjection: Equatable, Sendable {
  let room: Rectangle
  private let window: MapWindow
  /// Cells' rows for a unit of the map.
  private let rowsPerUnit: Double

  init(_ window: MapWindow, in room: Rectangle) {
    self.room = room
    self.window = window
    rowsPerUnit = Double(room.height) / 2 / max(window.radius, 1e-12)
  }

  /// Where a point lies in cells from the room's top left; fractions count.
  func position(_ place: FeatureSpace.Point) -> (column: Double, row: Double) {
    (
      Double(room.width) / 2 + (place.x - window.centre.x) * rowsPerUnit * 2,
      Double(room.height) / 2 - (place.y - window.centre.y) * rowsPerUnit
    )
  }

  /// The cell of a point; nil outside the room.
  func cell(_ place: FeatureSpace.Point) -> (column: Int, row: Int)? {
    let (column, row) = position(place)
    guard column >= 0, row >= 0, column < Double(room.width), row < Double(room.height) else { return nil }
    return (
      room.column + Int(bounded: column, to: 0...max(0, room.width - 1)),
      room.row + Int(bounded: row, to: 0...max(0, room.height - 1))
    )
  }

  /// The point in the middle of a cell.
  func point(column: Int, row: Int) -> FeatureSpace.Point {
    FeatureSpace.Point(
      x: window.centre.x + (Double(column - room.column) + 0.5 - Double(room.width) / 2) / rowsPerUnit / 2,
      y: window.centre.y - (Double(row - room.row) + 0.5 - Double(room.height) / 2) / rowsPerUnit)
  }

  /// The height of a cell in the map's units; a cell is half as wide.
  var cellHeight: Double { 1 / rowsPerUnit }
}
