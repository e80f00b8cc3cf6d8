import ArgumentParser
import Foundation
import SiamCore
import SiamData
import SiamTraining
import Synchronization
import TestSupport

@testable import SiamApp

/// Small data of many shapes, and the requests that are tried on each.
enum SmallSetTable {
  /// Some classes of equal numbers of images, in order of their names.
  struct Shape: CustomStringConvertible, Sendable {
    var parts: [(classes: Int, images: Int)]

    init(_ parts: (classes: Int, images: Int)...) { self.parts = parts }

    var description: String { parts.map { "\($0.classes)×\($0.images)" }.joined(separator: "+") }

    /// The number of images of each class.
    var sizes: [Int] { parts.flatMap { Array(repeating: $0.images, count: $0.classes) } }

    /// Makes the data, of squares at different positions.
    func dataset() throws -> Dataset {
      var options = DatasetOptions()
      options.holdOut = .last(0)
      options.toleratesFewClasses = true
      let classes = sizes.enumerated().map { index, images in
        (name: "class \(1000 + index)", images: (0..<images).map { Self.image(index, $0) })
      }
      return try Dataset(name: "shape", side: 28, classes: classes, options: options)
    }

    private static func image(_ index: Int, _ image: Int) -> [UInt8] {
      (0..<28 * 28).map { pixel in
        let (x, y) = (pixel % 28 - index % 5 * 4, pixel / 28 - index / 5 % 5 * 4)
        return (2..<6 + image % 3).contains(x) && (2..<8).contains(y) ? UInt8(255 - index) : 0
      }
    }
  }

  static let shapes: [Shape] = [
    Shape((2, 1)), Shape((2, 2)), Shape((2, 10)), Shape((3, 2)), Shape((4, 2)), Shape((4, 3)), Shape((5, 3)),
    Shape((3, 1), (2, 5)), Shape((2, 5), (3, 1)), Shape((2, 5), (2, 1), (2, 5)), Shape((50, 1), (10, 5)),
    Shape((12, 8)), Shape((30, 2)), Shape((5, 100)), Shape((100, 1)), Shape((9, 20), (1, 1)), Shape((1, 20), (9, 2)),
    Shape((10, 3), (10, 6)),
  ]

  /// The options that are combined with each other.
  static let choices: [[String]] = [
    ["--shot", "1"], ["--shot", "5"], ["--way", "2"], ["--way", "5"], ["--way", "20"], ["--queries", "1"],
    ["--queries", "5"], ["--batch-classes", "4"], ["--batch-classes", "64"], ["--batch-images", "2"],
    ["--batch-images", "8"], ["--hold-out", "0"], ["--hold-out", "2"], ["--hold-out", "5"], ["--test-hold-out", "2"],
    ["--split", "0.6/0.4"], ["--split", "0.5/0.25/0.25"], ["--allow-repeats"],
    ["--single-image-classes", "augment"], ["--no-quarter-turn-classes"], ["--augment", "none"],
  ]

  /// No option, every option, a third of all pairs, and some of three or more.
  static let requests: [[String]] = {
    var requests = [[]] + choices
    for (index, first) in choices.enumerated() {
      for (offset, second) in choices[(index + 1)...].enumerated()
      where (index + offset) % 3 == 0 && isAllowed(first, second) { requests.append(first + second) }
    }
    let fixed = ["--shot", "1", "--queries", "1", "--way", "2", "--batch-images", "2", "--batch-classes", "2"]
    return requests + [
      fixed, fixed + ["--hold-out", "2"],
      ["--shot", "5", "--queries", "5", "--hold-out", "2"], ["--shot", "5", "--queries", "9", "--way", "20"],
      ["--batch-images", "8", "--queries", "9", "--shot", "3"],
      ["--batch-images", "8", "--batch-classes", "64", "--hold-out", "5", "--no-quarter-turn-classes"],
      ["--hold-out", "2", "--test-hold-out", "2", "--shot", "1", "--allow-repeats"],
      ["--single-image-classes", "augment", "--hold-out", "2", "--queries", "1"],
    ]
  }()

  /// The requests that are tried on a row of `shapes`: each request on some shapes, and each shape with some requests.
  static func share(of requests: [[String]], inRow row: Int) -> [[String]] {
    requests.enumerated().filter { isSoak || (row + $0.offset) % 5 == 0 }.map(\.element)
  }

  /// The requests that were parsed before; parsing takes longer than fitting.
  private static let parsed = Mutex<[[String]: TrainingRequest]>([:])

  private static func request(_ arguments: [String]) throws -> TrainingRequest {
    if let request = parsed.withLock({ $0[arguments] }) { return request }
    let request = try Train.parse(arguments).request
    parsed.withLock { $0[arguments] = request }
    return request
  }

  private static func isAllowed(_ first: [String], _ second: [String]) -> Bool {
    let holdOuts = ["--hold-out", "--test-hold-out"]
    return first[0] != second[0] && !(holdOuts.contains(first[0]) && second[0] == "--split")
  }

  /// Adapts what the arguments of `siam train` request to data.
  static func fit(_ arguments: [String], to dataset: Dataset) throws -> RecipeFit {
    let request = try request(arguments)
    return try RecipeFit(request.recipe, to: dataset, options: request.options, overrides: request.overrides)
  }

  /// The arguments after a remedy of a message was applied as it says.
  static func applying(_ remedy: String, to arguments: [String]) -> [String]? {
    var arguments = arguments
    for step in remedy.components(separatedBy: " and ") {
      let parts = step.split(separator: " ").map(String.init)
      guard parts.count > 1, ["set", "use", "omit"].contains(parts[0]), parts[1].hasPrefix("--") else { return nil }
      if let index = arguments.firstIndex(of: parts[1]) {
        let hasValue = arguments.indices.contains(index + 1) && !arguments[index + 1].hasPrefix("--")
        arguments.removeSubrange(index...index + (hasValue ? 1 : 0))
      }
      if parts[0] != "omit" { arguments += parts[1...] }
    }
    return arguments
  }
}
