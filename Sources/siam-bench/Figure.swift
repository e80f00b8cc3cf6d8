import Foundation

/// What a workload's measurement gave.
struct Figure: Codable, Equatable {
  var workload: String
  /// The median; pictures for data, images for networks.
  var imagesPerSecond: Double?
  /// The best run's.
  var best: Double?
  /// The direct convolution's operations a second, as a share of the fastest matrix product's.
  var peakShare: Double?
  /// The most memory the process ever had (`VmHWM`).
  var peakMemoryMB: Double?
  /// Of the fastest matrix product.
  var gigaflops: Double?
  /// The median of what is not counted in images.
  var seconds: Double?
  /// How much longer it took than what it is compared with, as a share of that.
  var cost: Double?
  /// The standard error of that.
  var costError: Double?

  init(_ workload: String, gigaflops: Double? = nil) {
    self.workload = workload
    self.gigaflops = gigaflops
  }

  /// The median and the best of some runs of so many images each.
  init(_ workload: String, images: Int, seconds: [Double]) {
    self.workload = workload
    imagesPerSecond = Double(images) / seconds.median
    best = Double(images) / (seconds.min() ?? .nan)
    self.seconds = seconds.median
  }

  /// One line, its keys sorted.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(rounded), as: UTF8.self)
    }
  }

  /// No more digits than a measurement has.
  private var rounded: Figure {
    func cut(_ value: Double?, _ digits: Double) -> Double? { value.map { ($0 * digits).rounded() / digits } }
    var figure = self
    figure.imagesPerSecond = cut(imagesPerSecond, 10)
    figure.best = cut(best, 10)
    figure.peakShare = cut(peakShare, 1000)
    figure.peakMemoryMB = cut(peakMemoryMB, 10)
    figure.gigaflops = cut(gigaflops, 10)
    figure.seconds = cut(seconds, 100_000)
    figure.cost = cut(cost, 10_000)
    figure.costError = cut(costError, 10_000)
    return figure
  }

  /// For people.
  var line: String {
    var words = [workload.padding(toLength: max(24, workload.count + 1), withPad: " ", startingAt: 0)]
    func add(_ value: Double?, _ digits: Int, _ unit: String) {
      guard let value else { return }
      words.append("\(value.formatted(.number.precision(.fractionLength(digits)))) \(unit)")
    }
    add(gigaflops, 1, "GFLOP/s")
    add(imagesPerSecond, 0, "images/s,")
    add(best, 0, "at best;")
    add(seconds, 4, "s;")
    add(peakShare, 3, "of the peak;")
    add(cost.map { $0 * 100 }, 2, "% more than without" + (costError == nil ? ";" : ","))
    add(costError.map { $0 * 100 }, 2, "% standard error;")
    add(peakMemoryMB, 0, "MB")
    return words.joined(separator: " ")
  }
}

extension [Double] {
  /// The middle one; of an even number the upper of the two.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }

  /// Of their mean; nil of fewer than two.
  var standardError: Double? {
    if count < 2 { return nil }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count * (count - 1))).squareRoot()
  }
}
