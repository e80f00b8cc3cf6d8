import ArgumentParser
import Foundation
import SiamData
import SiamTraining

/// `siam compare`: how alike two pictures are.
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Tell whether two pictures are of one class.")

  @OptionGroup var run: RunArgument
  @Argument(help: "A picture.", completion: .images) var first: String
  @Argument(help: "Another.", completion: .images) var second: String
  @OptionGroup var variants: VariantsOption
  @Flag(help: "One JSON object on standard output and nothing else there.") var json = false

  func validate() throws {
    try run.check()
    try variants.check()
  }

  func run() async throws {
    try await run.answering { model, context in
      let pictures = try [first, second].map { try model.read($0) }
      let report = try model.compare(pictures[0], pictures[1], context, variants: variants.count(for: model))
      if json {
        Output.print(try EventLine(event: "comparison", report: report).text)
      } else {
        let verdict = report.isSame.map { $0 ? "same" : "different" } ?? "the run has no threshold"
        let threshold = report.threshold.map { String(format: " (threshold %.4f)", $0) } ?? ""
        Output.print(
          String(format: "distance %.4f   similarity %.4f   ", report.distance, report.similarity) + verdict + threshold
        )
      }
    }
  }
}
