import Foundation
import SiamCore
import Testing

/// Episodes and batches adapted to few classes and images.
struct SmallSetFitTests {
  private static let standard = [EpisodeSetting(way: 5, shot: 1), EpisodeSetting(way: 20, shot: 1)]

  private func episodes(
    _ sizes: [Int], _ settings: [EpisodeSetting] = standard, queries: Int = 5, fixed: Set<FittedSetting> = []
  ) -> EpisodeFit? {
    EpisodeFit(settings, queries: queries, fixed: fixed, sizes: ClassSizes(sizes))
  }

  @Test func `classes are counted by their images, in the best pool`() {
    let sizes = ClassSizes(pools: [[3, 1, 5], [2, 2, 2, 2], []])
    #expect([1, 2, 3, 4, 6].map(sizes.count) == [4, 4, 2, 1, 0])
    #expect([0, 1, 2, 3, 4, 5].map(sizes.images) == [0, 5, 3, 2, 2, 0])
  }

  @Test func `nothing changes where there is enough`() throws {
    let fit = try #require(episodes(Array(repeating: 20, count: 40)))
    #expect(fit.settings == Self.standard && fit.queries == 5 && fit.notes.isEmpty)
  }

  @Test func `ways become the number of classes, each once`() throws {
    let fit = try #require(episodes([9, 9, 9]))
    #expect(fit.settings == [EpisodeSetting(way: 3, shot: 1)] && fit.queries == 5)
    #expect(fit.notes == ["3-way instead of 5-way and 20-way: 3 classes"])
  }

  @Test func `queries are lowered before shots, until half of the classes have enough images`() throws {
    let several = [EpisodeSetting(way: 5, shot: 5)]
    #expect(try #require(episodes([7, 7, 7, 7, 7, 7], several)).queries == 2)
    let low = try #require(episodes([3, 3, 3, 3, 3], several))
    #expect(low.settings == [EpisodeSetting(way: 5, shot: 2)] && low.queries == 1)
    let half = try #require(episodes([9, 9, 9, 9, 9, 9, 2, 2, 2, 2]))
    #expect(half.queries == 5 && half.settings.map(\.way) == [5, 6])
    #expect(half.notes == ["6-way instead of 20-way: 6 classes with at least 6 images"])
  }

  @Test func `what is fixed stays, or there is no fit`() throws {
    #expect(try #require(episodes([6, 6, 6, 6, 2], queries: 4, fixed: [.queries])).settings.map(\.way) == [4])
    #expect(try #require(episodes([9, 9, 9, 2, 2], [EpisodeSetting(way: 5, shot: 1)], fixed: [.way])).queries == 1)
    #expect(episodes([9, 9, 9, 2, 2], fixed: [.way]) == nil)
    #expect(episodes([2, 2, 2], queries: 2, fixed: [.queries]) == nil)
    #expect(episodes([2, 2, 2], [EpisodeSetting(way: 2, shot: 2)], fixed: [.shot]) == nil)
    #expect(episodes([1, 1, 1, 5]) == nil && episodes([]) == nil)
  }

  @Test func `a batch has the classes and images that there are`() throws {
    var recipe = Recipe()
    let few = try #require(BatchFit(recipe, fixed: [], sizes: [9, 9, 9]))
    #expect(few.classes == 12 && few.images == 4)
    #expect(few.notes == ["12 classes in a batch instead of 64: 3 training classes, each turned 4 ways"])
    recipe.quarterTurnClasses = false
    let small = try #require(BatchFit(recipe, fixed: [], sizes: [3, 3, 2, 2, 2]))
    #expect(small.classes == 5 && small.images == 2)
    #expect(try #require(BatchFit(recipe, fixed: [], sizes: [3, 3, 3, 2, 2])).images == 3)
    #expect(BatchFit(recipe, fixed: [.batchImages], sizes: [3, 3, 3, 2, 2]) == nil)
    #expect(BatchFit(recipe, fixed: [.batchClasses], sizes: [9, 9, 9]) == nil)
    recipe.batchClasses = 5
    #expect(try #require(BatchFit(recipe, fixed: [.batchClasses], sizes: [3, 3, 3, 2, 2])).images == 2)
    recipe.repeatsImages = true
    #expect(try #require(BatchFit(recipe, fixed: [.batchImages], sizes: [3, 3, 3, 2, 2])).classes == 5)
  }

  @Test func `single images fill a batch only if they are augmented`() throws {
    var recipe = Recipe()
    #expect(BatchFit(recipe, fixed: [], sizes: [1, 1, 1, 5]) == nil)
    recipe.singleImageClasses = .augment
    let fit = try #require(BatchFit(recipe, fixed: [.batchImages], sizes: [1, 1, 1, 2]))
    #expect(fit.classes == 12 && fit.images == 4)
  }

  @Test func `a recipe of an earlier version skips classes of one image`() throws {
    var recipe = Recipe()
    recipe.singleImageClasses = .augment
    let json = try JSONEncoder().encode(recipe)
    #expect(try JSONDecoder().decode(Recipe.self, from: json) == recipe)
    var fields = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
    fields["singleImageClasses"] = nil
    let earlier = try JSONDecoder().decode(Recipe.self, from: JSONSerialization.data(withJSONObject: fields))
    #expect(earlier == Recipe())
  }

  @Test func `choices keep the order`() {
    #expect([1, 2, 3].choices(2) == [[1, 2], [1, 3], [2, 3]] && [1].choices(2).isEmpty)
  }
}
