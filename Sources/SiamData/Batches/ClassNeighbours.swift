public import SiamCore

/// The nearest classes of every class in embedding space, from which batches of hard classes are made.
///
/// It is an immutable value, so that a batch stays a function of the seed, the step and the neighbours.
public struct ClassNeighbours: Equatable, Sendable {
  private let lists: [ClassID: [ClassID]]

  /// Restores the nearest classes of each class, nearest first.
  package init(lists: [ClassID: [ClassID]]) { self.lists = lists }

  /// Ranks classes by the squared Euclidean distance of their mean embeddings, ties by their order.
  ///
  /// - Parameters:
  ///   - classMeans: the mean embedding of each class, `[classes, dimension]`, row-major, finite.
  ///   - dimension: the dimension of an embedding.
  ///   - classes: the classes, in the order of their means; distinct.
  ///   - count: the number of neighbours to store for each class.
  public init(classMeans: [Float], dimension: Int, classes: [ClassID], neighbours count: Int = 64) {
    precondition(classMeans.count == classes.count * dimension, "a mean of \(dimension) numbers for each class")
    var lists: [ClassID: [ClassID]] = [:]
    var distances = [Float](repeating: 0, count: classes.count)
    // Transposed, so that the distances to all classes grow together, a dimension at a time.
    var transposed = [Float](repeating: 0, count: classMeans.count)
    for index in classes.indices {
      for component in 0..<dimension {
        transposed[component * classes.count + index] = classMeans[index * dimension + component]
      }
    }
    for index in classes.indices {
      let mean = classMeans[index * dimension..<(index + 1) * dimension]
      Self.measure(from: mean, to: transposed, into: &distances)
      lists[classes[index]] = Self.smallest(count, of: distances, except: index).map { classes[$0] }
    }
    self.lists = lists
  }

  /// The classes nearest to a class, nearest first, without the class itself; empty if the class is unknown.
  public func nearest(to id: ClassID) -> [ClassID] { lists[id] ?? [] }

  private static func measure(from mean: ArraySlice<Float>, to transposed: [Float], into distances: inout [Float]) {
    let count = distances.count
    distances.withUnsafeMutableBufferPointer { distances in
      transposed.withUnsafeBufferPointer { transposed in
        distances.update(repeating: 0)
        for (component, value) in mean.enumerated() {
          let first = component * count
          for index in 0..<count {
            let difference = transposed[first &+ index] - value
            distances[index] += difference * difference
          }
        }
      }
    }
  }

  /// The indices of the `count` smallest numbers except one, smallest first; ties in the order of their indices.
  private static func smallest(_ count: Int, of numbers: [Float], except excluded: Int) -> [Int] {
    // A sorted list of bounded length: few of the numbers have to be inserted.
    var found: [Int] = []
    let count = min(max(count, 0), numbers.count - 1)
    found.reserveCapacity(count + 1)
    for index in numbers.indices where index != excluded {
      let number = numbers[index]
      if found.count == count {
        guard let last = found.last, number < numbers[last] else { continue }
        found.removeLast()
      }
      var (low, high) = (0, found.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[found[middle]] <= number { low = middle + 1 } else { high = middle }
      }
      found.insert(index, at: low)
    }
    return found
  }
}
