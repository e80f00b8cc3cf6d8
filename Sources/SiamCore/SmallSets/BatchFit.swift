/// P and K, the classes of a batch and the images of each, adapted to the classes that there are.
///
/// Fixed settings stay. K is lowered only until at least half of the classes have K images, and P to the number of
/// classes that have them.
public struct BatchFit: Equatable, Sendable {
  /// The adapted P.
  public let classes: Int
  /// The adapted K.
  public let images: Int
  /// What was adapted, one line each.
  public let notes: [String]

  /// Adapts a recipe's P and K to training classes, or returns nil if there are fewer than two classes for a batch, or
  /// fewer than a fixed P.
  ///
  /// - Parameters:
  ///   - recipe: the recipe, which says whether images are repeated, single images augmented, and classes turned.
  ///   - fixed: what must stay as it is.
  ///   - sizes: the number of images of each training class.
  public init?(_ recipe: Recipe, fixed: Set<FittedSetting>, sizes: [Int]) {
    let turns = recipe.quarterTurnClasses ? 4 : 1
    let several = ClassSizes(sizes.filter { $0 > 1 })
    let single = recipe.singleImageClasses == .augment ? sizes.count { $0 == 1 } : 0
    /// The number of classes of which a batch can have K images.
    func usable(_ images: Int) -> Int { single + several.count(atLeast: recipe.repeatsImages ? 2 : images) }
    let isFixed = fixed.contains(.batchImages)
    let maxUsable = usable(isFixed ? recipe.batchImages : 2)
    guard maxUsable > 1 else { return nil }
    if fixed.contains(.batchClasses), recipe.batchClasses > maxUsable * turns { return nil }
    var images = recipe.batchImages
    if !isFixed, !recipe.repeatsImages {
      let needed = fixed.contains(.batchClasses) ? (recipe.batchClasses + turns - 1) / turns : 2
      let target = max(needed - single, (several.count(atLeast: 2) + 1) / 2)
      if target > 0 { images = min(images, several.images(ofClasses: target)) }
    }
    let count = usable(images)
    classes = fixed.contains(.batchClasses) ? recipe.batchClasses : min(recipe.batchClasses, count * turns)
    self.images = images
    var notes: [String] = []
    if images != recipe.batchImages { notes.append(SmallSetText.batchImages(images, insteadOf: recipe.batchImages)) }
    if classes != recipe.batchClasses {
      notes.append(SmallSetText.batchClasses(classes, insteadOf: recipe.batchClasses, existing: count, turns: turns))
    }
    self.notes = notes
  }
}
