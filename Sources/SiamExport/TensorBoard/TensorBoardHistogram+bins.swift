extension TensorBoardHistogram {
  /// Squared distances that were counted in equal bins over 0…4; nil where there are none.
  ///
  /// The bins before the first and behind the last that holds any are left out, or TensorBoard would draw them as if
  /// values lay there. Sums take each value for its bin's middle.
  init?(distances bins: [Int]) {
    guard let first = bins.firstIndex(where: { $0 > 0 }), let last = bins.lastIndex(where: { $0 > 0 }) else {
      return nil
    }
    let width = 4 / Double(bins.count)
    self.init()
    minimum = Double(first) * width
    maximum = Double(last + 1) * width
    for place in first...last {
      let (count, middle) = (Double(bins[place]), (Double(place) + 0.5) * width)
      edges.append(Double(place + 1) * width)
      counts.append(count)
      self.count += count
      sum += count * middle
      sumOfSquares += count * middle * middle
    }
  }
}
