/// Resizes by area averaging: each target pixel is the mean of the source area that it covers, rounded to the nearest.
///
/// An image that isn't square is stretched. Sums are integers, so only very large images could overflow.
struct AreaResize {
  private let sourceWidth: Int
  private let sourceHeight: Int
  private let width: Int
  private let height: Int

  init(from source: (width: Int, height: Int), to target: (width: Int, height: Int)) {
    sourceWidth = source.width
    sourceHeight = source.height
    width = target.width
    height = target.height
  }

  /// Resizes `source`, `sourceHeight × sourceWidth` values, into `target`, `height × width` values.
  func resize(_ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>) {
    guard sourceWidth != width || sourceHeight != height else {
      _ = target.update(fromContentsOf: source)
      return
    }
    withUnsafeTemporaryAllocation(of: Int.self, capacity: width * 2) { scratch in
      let rowSums = UnsafeMutableBufferPointer(rebasing: scratch[..<width])
      let sums = UnsafeMutableBufferPointer(rebasing: scratch[width...])
      reduceRows(source, into: target, rowSums: rowSums, sums: sums)
    }
  }

  // In units of 1/height of a source row, source row s covers s·height ..< (s+1)·height and target row t covers
  // t·sourceHeight ..< (t+1)·sourceHeight; the overlap is the weight. Columns likewise.
  private func reduceRows(
    _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>,
    rowSums: UnsafeMutableBufferPointer<Int>, sums: UnsafeMutableBufferPointer<Int>
  ) {
    let area = sourceWidth * sourceHeight
    var summedRow = -1
    for row in 0..<height {
      let top = row * sourceHeight
      let bottom = top + sourceHeight
      sums.update(repeating: 0)
      var sourceRow = top / height
      while sourceRow * height < bottom {
        if sourceRow != summedRow {
          reduceColumns(source, row: sourceRow, into: rowSums)
          summedRow = sourceRow
        }
        let weight = min(bottom, (sourceRow + 1) * height) - max(top, sourceRow * height)
        for column in 0..<width { sums[column] &+= rowSums[column] &* weight }
        sourceRow += 1
      }
      for column in 0..<width {
        target[row * width + column] = UInt8(truncatingIfNeeded: (sums[column] + area / 2) / area)
      }
    }
  }

  private func reduceColumns(
    _ source: UnsafeBufferPointer<UInt8>, row: Int, into rowSums: UnsafeMutableBufferPointer<Int>
  ) {
    let base = row * sourceWidth
    for column in 0..<width {
      let left = column * sourceWidth
      let right = left + sourceWidth
      let first = left / width
      let last = (right - 1) / width
      // The whole pixels between the two partial ones share one multiplication.
      var whole = 0
      var index = first + 1
      while index < last {
        whole &+= Int(source[base + index])
        index &+= 1
      }
      var sum = whole &* width
      sum &+= Int(source[base + first]) &* (min(right, (first + 1) * width) - left)
      if last > first { sum &+= Int(source[base + last]) &* (right - last * width) }
      rowSums[column] = sum
    }
  }
}
