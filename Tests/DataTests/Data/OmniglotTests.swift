import Foundation
import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Omniglot, if the developer has it; it is not part of the project.
private let omniglot =
  ProcessInfo.processInfo.environment["SIAM_OMNIGLOT"]
  ?? projectFolder.appending(path: "../shared/data/omniglot/images_background.zip").standardizedFileURL.path

struct OmniglotTests {
  @Test(.enabled(if: FileManager.default.fileExists(atPath: omniglot)))
  func `the background set is 964 characters of 30 alphabets by 20 people`() throws {
    var options = DatasetOptions(recipe: Recipe(), holdOut: .last(5))
    options.trainingImages = 4
    let data = try Dataset.load(path: omniglot, options: options)
    #expect(data.imageCount == 19_280)
    #expect(data.classes.count == 964)
    #expect(data.classes.allSatisfy { $0.images.count == 20 })
    #expect(data.problems.isEmpty)
    #expect(data.isInverted)
    #expect(data.training.count == 813)
    let held = ["Ojibwe_(Canadian_Aboriginal_Syllabics)", "Sanskrit", "Syriac_(Estrangelo)", "Tagalog", "Tifinagh"]
    #expect(data.summary.validation == SplitSummary(classes: 151, images: 3_020, groups: held))
    let image = try #require(data.picture(ImageID(0)))
    #expect(image.className == "Alphabet_of_the_Magi character01")
    let ink = image.pixels.reduce(0) { $0 + Int($1) } / image.pixels.count
    #expect((2..<80).contains(ink))
  }
}
