import SiamInference
import SiamCore
import ArgumentParser
import Foundation
import SiamData
import SiamTraining

/// `siam compare`: compares two images.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Decide whether two images show the same class")

  @OptionGroup var run: RunArgument
  @Argument(help: "An image file", completion: .images) var first: String
  @Argument(help: "Another image file", completion: .images) var second: String
  @OptionGroup var variants: VariantsOption
  @Flag(help: "Print the result as a JSON object") var json = false

  func validate() throws {
    try run.check()
    try variants.check()
  }

  func run() async throws {
    try await run.withModel { model, context in
      let images = try [first, second].map { try model.read($0) }
      let report = try model.compare(images[0], images[1], context, variants: variants.count(for: model))
      if json {
        Output.print(try EventLine(event: "comparison", report: report).text)
      } else {
        let verdict = report.isSame.map { $0 ? "same" : "different" } ?? "the run has no similarity threshold"
        let text = { (number: Float) in NumberFormat.fixed(Double(number), decimals: 4) }
        let threshold = report.threshold.map { " (threshold \(text($0)))" } ?? ""
        Output.print(
          "distance \(text(report.distance))   similarity \(text(report.similarity))   " + verdict + threshold)
      }
    }
  }
}
