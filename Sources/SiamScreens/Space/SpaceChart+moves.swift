import SiamCore

/// A direction in which the arrow keys move on a map.
enum MapDirection: Sendable {
  case up, down, left, right
}

extension SpaceChart {
  /// The nearest point in a direction; nil if there is none.
  ///
  /// Distance to the side counts three times. Points closer ahead than `atLeast` are skipped, so that each move is
  /// visible.
  func next(from position: FeatureSpace.Point, towards direction: MapDirection, atLeast: Double) -> SpacePoint? {
    var best: (point: SpacePoint, cost: Double)?
    for point in points {
      let (x, y) = (Double(point.x) - position.x, Double(point.y) - position.y)
      let (ahead, aside) =
        switch direction {
        case .up: (y, x)
        case .down: (-y, x)
        case .left: (-x, y)
        case .right: (x, y)
        }
      guard ahead > 0, ahead >= atLeast else { continue }
      let cost = ahead + 3 * abs(aside)
      if cost < best?.cost ?? .infinity { best = (point, cost) }
    }
    return best?.point
  }

  /// The point nearest to a position, within a radius.
  func nearest(to position: FeatureSpace.Point, within radius: Double) -> SpacePoint? {
    var best: (point: SpacePoint, distance: Double)?
    for point in points {
      let distance = point.position.distance(to: position)
      if distance <= radius, distance < best?.distance ?? .infinity { best = (point, distance) }
    }
    return best?.point
  }

  /// The first point of the next or previous class whose name or group contains a text, relative to an image's class.
  func match(_ text: String, after image: ImageID?, forward: Bool) -> SpacePoint? {
    let wanted = text.lowercased()
    let matching = classes.indices.filter { index in
      classCentres[index] != nil
        && (classes[index].name.lowercased().contains(wanted)
          || classes[index].group?.lowercased().contains(wanted) == true)
    }
    let here = image.flatMap { point($0)?.classIndex } ?? -1
    let next = forward ? matching.first { $0 > here } ?? matching.first : matching.last { $0 < here } ?? matching.last
    return next.flatMap { index in points.first { $0.classIndex == index } }
  }
}
