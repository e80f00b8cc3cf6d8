import SiamMessages

/// For every class its nearest classes in embedding space: what batches of hard classes are made from.
///
/// An immutable value, so that a batch stays a function of the seed, the step and this.
public struct ClassNeighbours: Equatable, Sendable {
  private let lists: [ClassID: [ClassID]]

  /// The nearest classes of each class, nearest first, as they were found before.
  package init(lists: [ClassID: [ClassID]]) { self.lists = lists }

  /// Ranks classes by the squared Euclidean distance of their mean embeddings, ties by their order.
  ///
  /// - Parameters:
  ///   - classMeans: `[classes, dimension]`, row-major; all of them finite.
  ///   - dimension: of an embedding.
  ///   - classes: whose means they are, in that order; distinct.
  ///   - count: how many are kept of each class's nearest.
  public init(classMeans: [Float], dimension: Int, classes: [ClassID], keeping count: Int = 64) {
    precondition(classMeans.count == classes.count * dimension, "a mean of \(dimension) numbers for each class")
    var lists: [ClassID: [ClassID]] = [:]
    var distances = [Float](repeating: 0, count: classes.count)
    // Transposed, so that the distances to all classes grow together, a dimension at a time.
    var transposed = [Float](repeating: 0, count: classMeans.count)
    for place in classes.indices {
      for index in 0..<dimension {
        transposed[index * classes.count + place] = classMeans[place * dimension + index]
      }
    }
    for place in classes.indices {
      let mean = classMeans[place * dimension..<(place + 1) * dimension]
      Self.measure(from: mean, to: transposed, into: &distances)
      lists[classes[place]] = Self.smallest(count, of: distances, but: place).map { classes[$0] }
    }
    self.lists = lists
  }

  /// The classes nearest to a class, nearest first, itself left out; none where the class is unknown.
  public func nearest(to id: ClassID) -> [ClassID] { lists[id] ?? [] }

  private static func measure(from mean: ArraySlice<Float>, to transposed: [Float], into distances: inout [Float]) {
    let count = distances.count
    distances.withUnsafeMutableBufferPointer { distances in
      transposed.withUnsafeBufferPointer { transposed in
        distances.update(repeating: 0)
        for (index, value) in mean.enumerated() {
          let first = index * count
          for place in 0..<count {
            let difference = transposed[first &+ place] - value
            distances[place] += difference * difference
          }
        }
      }
    }
  }

  /// Places of the `count` smallest numbers but for one, smallest first; of equal ones the earlier place first.
  private static func smallest(_ count: Int, of numbers: [Float], but own: Int) -> [Int] {
    // A sorted list of bounded length, into which few of the numbers have to be put.
    var found: [Int] = []
    let count = min(max(count, 0), numbers.count - 1)
    found.reserveCapacity(count + 1)
    for place in numbers.indices where place != own {
      let number = numbers[place]
      if found.count == count {
        guard let last = found.last, number < numbers[last] else { continue }
        found.removeLast()
      }
      var (low, high) = (0, found.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[found[middle]] <= number { low = middle + 1 } else { high = middle }
      }
      found.insert(place, at: low)
    }
    return found
  }
}
