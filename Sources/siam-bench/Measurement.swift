import Foundation

/// The result of measuring a workload. Its JSON has the properties' names as keys.
struct Measurement: Codable, Equatable {
  /// The workload's name.
  var workload: String
  /// The median rate over the runs.
  var imagesPerSecond: Double?
  /// The rate of the fastest run, in images per second.
  var best: Double?
  /// The rate of the direct convolutions' operations, as a fraction of the fastest matrix product's.
  var peakShare: Double?
  /// The process's maximum memory (`VmHWM`).
  var peakMemoryMB: Double?
  /// The rate of the fastest matrix product.
  var gigaflops: Double?
  /// The median duration of a run.
  var seconds: Double?
  /// The relative increase in duration over the baseline.
  var cost: Double?
  /// The standard error of `cost`.
  var costError: Double?

  init(_ workload: String, gigaflops: Double? = nil) {
    self.workload = workload
    self.gigaflops = gigaflops
  }

  /// Creates a measurement from the durations of runs of `images` images each.
  init(_ workload: String, images: Int, seconds: [Double]) {
    self.workload = workload
    imagesPerSecond = Double(images) / seconds.median
    best = Double(images) / (seconds.min() ?? .nan)
    self.seconds = seconds.median
  }

  /// The measurement as one line of JSON with sorted keys.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(rounded), as: UTF8.self)
    }
  }

  /// The measurement rounded to significant digits.
  private var rounded: Measurement {
    func round(_ value: Double?, _ digits: Double) -> Double? { value.map { ($0 * digits).rounded() / digits } }
    var measurement = self
    measurement.imagesPerSecond = round(imagesPerSecond, 10)
    measurement.best = round(best, 10)
    measurement.peakShare = round(peakShare, 1000)
    measurement.peakMemoryMB = round(peakMemoryMB, 10)
    measurement.gigaflops = round(gigaflops, 10)
    measurement.seconds = round(seconds, 100_000)
    measurement.cost = round(cost, 10_000)
    measurement.costError = round(costError, 10_000)
    return measurement
  }

  /// The measurement as a line of text.
  var line: String {
    var parts = [workload.padding(toLength: max(24, workload.count + 1), withPad: " ", startingAt: 0)]
    func add(_ value: Double?, _ digits: Int, _ unit: String) {
      guard let value else { return }
      parts.append("\(value.formatted(.number.precision(.fractionLength(digits)))) \(unit)")
    }
    add(gigaflops, 1, "GFLOP/s")
    add(imagesPerSecond, 0, "images/s,")
    add(best, 0, "at best;")
    add(seconds, 4, "s;")
    add(peakShare, 3, "of the peak;")
    add(cost.map { $0 * 100 }, 2, "% more than without" + (costError == nil ? ";" : ","))
    add(costError.map { $0 * 100 }, 2, "% standard error;")
    add(peakMemoryMB, 0, "MB")
    return parts.joined(separator: " ")
  }
}

extension [Double] {
  /// The median; for an even count, the upper of the two middle values.
  var median: Double { isEmpty ? .nan : sorted()[count / 2] }

  /// The standard error of the mean; nil for fewer than two values.
  var standardError: Double? {
    if count < 2 { return nil }
    let mean = reduce(0, +) / Double(count)
    let squares = reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(count * (count - 1))).squareRoot()
  }
}
