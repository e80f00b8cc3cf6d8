import SiamData
import Testing

@testable import SiamTraining

@Suite struct ClassRowsTests {
  @Test func `a share is the most of each class that all together have room for`() {
    #expect(ClassRows.share(of: [5, 5, 5], most: 100) == 5)
    #expect(ClassRows.share(of: [5, 5, 5], most: 11) == 3)
    // What a small class doesn't need others have.
    #expect(ClassRows.share(of: [2, 9, 9], most: 16) == 7)
    #expect(ClassRows.share(of: [1, 1], most: 0) == 1)
    #expect(ClassRows.share(of: [], most: 10) == 1)
  }

  @Test func `of too many images each class has its first ones`() throws {
    let dataset = try SmallData.dataset()
    let classes = dataset.training
    let some = ClassRows(classes, of: dataset, total: 14)
    #expect(some.images == classes.flatMap { dataset.images(of: $0).prefix(2) })
    #expect(some.rows == classes.indices.map { [2 * $0, 2 * $0 + 1] })
    #expect(ClassRows(classes, of: dataset, total: 1_000).images == ClassRows(classes, of: dataset).images)
  }

  @Test func `a selection renumbers rows in their old order`() {
    let selection = RowSelection([9, 2, 5, 2])
    #expect(selection.rows == [2, 5, 9] && selection.moved([9, 2]) == [2, 0])
  }
}
