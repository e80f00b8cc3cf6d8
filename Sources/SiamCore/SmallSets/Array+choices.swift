extension Array {
  /// The ways to choose `size` elements, in the order of the elements.
  package func choices(_ size: Int) -> [[Element]] {
    guard size > 0 else { return [[]] }
    return indices.flatMap { index in
      Array(self[(index + 1)...]).choices(size - 1).map { [self[index]] + $0 }
    }
  }
}
