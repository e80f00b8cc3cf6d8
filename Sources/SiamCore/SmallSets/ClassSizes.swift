/// The numbers of images of the classes that an episode or a batch can choose from.
public struct ClassSizes: Equatable, Sendable {
  /// The sizes of each pool, largest first. All classes of an episode are from one pool.
  private let pools: [[Int]]

  /// The sizes of classes that may all be in one episode.
  public init(_ sizes: [Int]) { self.init(pools: [sizes]) }

  /// The sizes of the classes of each pool, such as a group; an episode has classes of one pool only.
  public init(pools: [[Int]]) { self.pools = pools.map { $0.sorted(by: >) } }

  /// The number of classes with at least `images` images, in the pool that has the most of them.
  public func count(atLeast images: Int) -> Int { pools.map { Self.count($0, images) }.max() ?? 0 }

  /// The largest n for which one pool has `count` classes of at least n images; 0 if no pool has as many classes.
  public func images(ofClasses count: Int) -> Int {
    pools.map { count > 0 && count <= $0.count ? $0[count - 1] : 0 }.max() ?? 0
  }

  /// The number of leading numbers, which descend, that are at least `bound`.
  private static func count(_ sizes: [Int], _ bound: Int) -> Int {
    var (low, high) = (0, sizes.count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] >= bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
