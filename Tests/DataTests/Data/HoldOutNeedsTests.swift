import SiamCore
import Testing

@testable import SiamData

/// The standard hold-out, adapted to small data.
struct HoldOutNeedsTests {
  private func needs(
    images: Int = 2, classes: Int = 2, training: Int = 2, usesSingleImages: Bool = false
  ) -> HoldOutNeeds {
    var needs = HoldOutNeeds()
    (needs.validationImages, needs.validationClasses) = (images, classes)
    (needs.trainingImages, needs.usesSingleImages) = (training, usesSingleImages)
    return needs
  }

  private func units(_ sizes: Int...) -> [[Int]] { sizes.map { [$0] } }

  @Test func `the standard number stays where it suffices`() {
    #expect(needs().count(nearest: 2, of: units(3, 3, 3, 3, 3)) == 2)
    #expect(needs().count(nearest: 0, of: units(3, 3, 3)) == 0)
  }

  @Test func `small classes at the end are made up for`() {
    #expect(needs().count(nearest: 2, of: units(5, 5, 5, 5, 1, 1)) == 2 + 2)
    #expect(needs().count(nearest: 2, of: units(5, 5, 5, 1, 5, 1)) == 4 - 0)
    // The validation classes come last, and two are left to train on.
    #expect(needs().count(nearest: 4, of: units(1, 1, 5, 5, 5, 5)) == 2)
  }

  @Test func `more ways get more classes, as long as two are left for training`() {
    #expect(needs(classes: 5).count(nearest: 2, of: units(8, 8, 8, 8, 8, 8, 8, 8)) == 5)
    #expect(needs(classes: 7).count(nearest: 2, of: units(8, 8, 8, 8, 8, 8, 8, 8)) == 2)
  }

  @Test func `data too small for validation has none, unless it was requested`() {
    #expect(needs().count(nearest: 2, of: units(1, 1, 5, 5)) == 0)
    #expect(needs(images: 6).count(nearest: 2, of: units(5, 5, 5, 5)) == 2)
    // Single images can be trained on, but not evaluated on.
    #expect(needs(usesSingleImages: true).count(nearest: 2, of: units(1, 1, 5, 5)) == 2)
    #expect(needs(usesSingleImages: true).count(nearest: 2, of: units(1, 1, 1, 1)) == 0)
  }

  @Test func `groups stay whole, and those of the test split are left`() {
    #expect(needs().count(nearest: 1, of: [[5, 5], [5, 5], [5], [5]]) == 2)
    #expect(needs().count(nearest: 2, of: units(5, 5, 5, 5, 5, 5), reserved: 2) == 2)
    #expect(needs().count(nearest: 2, of: units(5, 5, 5, 5), reserved: 2) == 0)
  }

  @Test func `a split can be made again with other options`() throws {
    let data = try dataset(groupSizes: [12], images: 4, hasGroups: false)
    #expect(data.split.rule == "validation: the last sixth by name (2 classes)")
    var options = DatasetOptions()
    options.holdOutNeeds = needs(classes: 5)
    let again = try data.split(by: options)
    #expect(again.validation.count == 5 && again.training.count == 7)
    #expect(again.split.rule == "validation: the last 5 classes by name")
    #expect(again.fingerprint == data.fingerprint && again.imageCount == data.imageCount)
    options.restoredSplit = again.split
    options.holdOutNeeds = nil
    #expect(try data.split(by: options).validation == again.validation)
  }
}
