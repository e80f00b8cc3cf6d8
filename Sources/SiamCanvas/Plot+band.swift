extension Plot {
  /// Fills between two values of each column of dots, straight between the columns where both are known.
  package mutating func band(_ low: [Double?], _ high: [Double?], texture: Texture = .solid, style: Style) {
    var previous: (x: Int, low: Double, high: Double)?
    for index in 0..<min(low.count, high.count) {
      guard let bottom = low[index], let top = high[index] else { continue }
      let from = previous ?? (index, bottom, top)
      for x in from.x...index {
        let share = index == from.x ? 1 : Double(x - from.x) / Double(index - from.x)
        guard let upper = dotRow(from.high + (top - from.high) * share),
          let lower = dotRow(from.low + (bottom - from.low) * share)
        else { continue }
        dots.area(x: x, from: upper, to: lower, texture: texture, style: style)
      }
      previous = (index, bottom, top)
    }
  }
}
