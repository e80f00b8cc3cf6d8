internal import SiamMessages

extension TripletSurvey {
  /// How far each valid triplet's negative lies beyond its positive, d⁻ − d⁺, in the bins of `NewestTriplets`.
  ///
  /// - Parameters:
  ///   - distances: `count × count`, in the recipe's kind of distance; triplets of what is no number are left out.
  ///   - labels: of the batch.
  /// - Returns: a count for each bin. Below each edge are as many as `activeShare` counts with that margin, whatever
  ///   d⁺ + α rounds to.
  package static func gaps(_ distances: [Float], _ labels: BatchLabels) -> [Int] {
    let bins = NewestTriplets.gapBins
    let edges = (0...bins).map(NewestTriplets.gapEdge)
    var counts = Array(repeating: 0, count: bins)
    let count = labels.count
    for anchor in 0..<count {
      let (members, row) = (labels.members(of: anchor), anchor * count)
      for positive in members where positive != anchor {
        let near = distances[row + positive]
        for range in [row..<row + members.lowerBound, row + members.upperBound..<row + count] {
          for place in range {
            let far = distances[place]
            guard (far - near).isFinite else { continue }
            // The division says nearly where; the comparison is the one that tells active triplets.
            var bin = Int(min(max((far - near) * 20 + Float(bins / 2), 0), Float(bins - 1)))
            while bin + 1 < bins, !(far < near + edges[bin + 1]) { bin += 1 }
            while bin > 0, far < near + edges[bin] { bin -= 1 }
            counts[bin] += 1
          }
        }
      }
    }
    return counts
  }
}
