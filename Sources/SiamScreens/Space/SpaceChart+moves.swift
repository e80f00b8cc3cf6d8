import SiamMessages

/// Which way an arrow points on a map.
enum MapDirection: Sendable {
  case up, down, left, right
}

extension SpaceChart {
  /// The nearest point in a direction, at least some way off so that each move is seen; nil where there is none.
  ///
  /// Points to the side count as three times as far as those straight ahead.
  func next(from place: FeatureSpace.Point, towards direction: MapDirection, atLeast: Double) -> SpacePoint? {
    var best: (point: SpacePoint, cost: Double)?
    for point in points {
      let (x, y) = (Double(point.x) - place.x, Double(point.y) - place.y)
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

  /// The point nearest a place, not further than some way.
  func nearest(to place: FeatureSpace.Point, within radius: Double) -> SpacePoint? {
    var best: (point: SpacePoint, distance: Double)?
    for point in points {
      let distance = point.place.distance(to: place)
      if distance <= radius, distance < best?.distance ?? .infinity { best = (point, distance) }
    }
    return best?.point
  }

  /// The first point of the next class, or the one before, whose name or group holds a text, after an image's class.
  func match(_ text: String, after image: ImageID?, forward: Bool) -> SpacePoint? {
    let wanted = text.lowercased()
    let matching = classes.indices.filter { place in
      middles[place] != nil
        && (classes[place].name.lowercased().contains(wanted)
          || classes[place].group?.lowercased().contains(wanted) == true)
    }
    let here = image.flatMap { point($0)?.classPlace } ?? -1
    let next = forward ? matching.first { $0 > here } ?? matching.first : matching.last { $0 < here } ?? matching.last
    return next.flatMap { place in points.first { $0.classPlace == place } }
  }
}
