import SiamData
import Testing

@testable import SiamInference
@testable import SiamRuns
@testable import SiamTraining

@Suite struct ClassRowsTests {
  @Test func `images per class are the maximum within the total`() {
    #expect(ClassRows.imagesPerClass(of: [5, 5, 5], total: 100) == 5)
    #expect(ClassRows.imagesPerClass(of: [5, 5, 5], total: 11) == 3)
    // The images that a small class lacks are available to the others.
    #expect(ClassRows.imagesPerClass(of: [2, 9, 9], total: 16) == 7)
    #expect(ClassRows.imagesPerClass(of: [1, 1], total: 0) == 1)
    #expect(ClassRows.imagesPerClass(of: [], total: 10) == 1)
  }

  @Test func `the first images of each class are selected`() throws {
    let dataset = try SmallData.dataset()
    let classes = dataset.training
    let some = ClassRows(classes, of: dataset, total: 14)
    #expect(some.images == classes.flatMap { dataset.images(of: $0).prefix(2) })
    #expect(some.rows == classes.indices.map { [2 * $0, 2 * $0 + 1] })
    #expect(ClassRows(classes, of: dataset, total: 1_000).images == ClassRows(classes, of: dataset).images)
  }

  @Test func `a selection renumbers rows in ascending order`() {
    let selection = RowSelection([9, 2, 5, 2])
    #expect(selection.rows == [2, 5, 9] && selection.renumbered([9, 2]) == [2, 0])
  }
}
