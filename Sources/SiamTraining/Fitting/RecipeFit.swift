public import SiamCore
public import SiamData

/// A recipe and the split of a dataset that were adapted to each other.
///
/// Ways, shots, queries, the batch and the standard hold-out fit the classes and images that there are. What was
/// requested explicitly stays, and the rest is adapted around it.
public struct RecipeFit: Sendable {
  /// The adapted recipe.
  public let recipe: Recipe
  /// The dataset with the adapted split, and with the classes that the recipe can use.
  public let dataset: Dataset
  /// What of the split was adapted, one line each.
  public let splitNotes: [String]
  /// What of the split and the recipe was adapted, one line each.
  public let notes: [String]

  /// Adapts a recipe and the split of a dataset.
  ///
  /// - Parameters:
  ///   - recipe: the recipe.
  ///   - dataset: the dataset, split in any way.
  ///   - options: the requested split.
  ///   - overrides: the settings of the recipe that were requested explicitly (default: none).
  /// - Throws: `SmallDataError` if the data is too small for what was requested, with the options that help;
  ///   `DataError` if the split can't be made for another reason.
  public init(
    _ recipe: Recipe, to dataset: Dataset, options: DatasetOptions, overrides: RecipeOverrides = RecipeOverrides()
  ) throws {
    let request = FitRequest(recipe: recipe, options: options, overrides: overrides)
    do {
      self = try request.fit(to: dataset)
    } catch let shortage as Shortage {
      throw SmallDataError(shortage, of: request, dataset)
    }
  }

  fileprivate init(recipe: Recipe, dataset: Dataset, splitNotes: [String], recipeNotes: [String]) {
    (self.recipe, self.dataset, self.splitNotes) = (recipe, dataset, splitNotes)
    notes = splitNotes + recipeNotes
  }
}

/// A recipe, a split, and which of their settings are fixed.
struct FitRequest {
  var recipe: Recipe
  var options: DatasetOptions
  var overrides: RecipeOverrides

  /// The recipe, adapted to the images alone.
  private func recipe(for dataset: Dataset) -> Recipe { recipe.adapted(to: dataset, overrides) }

  /// What an episode needs at least.
  var episodeNeed: EpisodeNeed {
    EpisodeNeed(recipe.evaluation.settings, queries: recipe.evaluation.queries, fixed: overrides.fixed)
  }

  /// The options with which all classes are used that any value of the settings that aren't fixed allows.
  var widestOptions: DatasetOptions {
    var options = options
    let isFixed = overrides.fixed.contains(.batchImages) && !recipe.repeatsImages
    options.trainingImages = isFixed ? recipe.batchImages : 2
    options.usesSingleImages = recipe.singleImageClasses == .augment
    let need = episodeNeed
    options.validationImages = need.images
    options.supportImages = need.shot
    var needs = HoldOutNeeds()
    needs.trainingImages = options.trainingImages
    needs.usesSingleImages = options.usesSingleImages
    needs.validationImages = need.images
    needs.validationClasses = need.classes
    options.holdOutNeeds = needs
    options.toleratesFewClasses = true
    return options
  }

  /// Adapts the recipe and the split.
  ///
  /// - Throws: `Shortage`; `DataError` if the split can't be made for another reason.
  func fit(to dataset: Dataset) throws -> RecipeFit {
    var (recipe, options) = (recipe(for: dataset), widestOptions)
    let widest = try Shortage.ofSplit { () throws(DataError) in try dataset.split(by: options) }
    let sizes = widest.sizes(of: widest.training)
    guard let batch = BatchFit(recipe, fixed: overrides.fixed, sizes: sizes) else {
      throw sizes.count < 2
        ? Shortage.training(usable: sizes.count)
        : Shortage.batch(existing: sizes.count * (recipe.quarterTurnClasses ? 4 : 1))
    }
    (recipe.batchClasses, recipe.batchImages) = (batch.classes, batch.images)
    var notes: [String] = []
    let (evaluation, maxShot) = (recipe.evaluation, recipe.evaluation.settings.map(\.shot).max() ?? 1)
    // A test class needs as many images as a validation class, so that a run can restore its split from its recipe.
    var testImages = Int.max
    if widest.isAssigned(to: .test), !widest.hasSameClasses {
      guard widest.test.count > 1 else { throw Shortage.test(usable: widest.test.count) }
      testImages = ClassSizes(widest.sizes(of: widest.test)).images(ofClasses: 2)
    }
    if widest.hasSameClasses {
      recipe.fitEpisodes(toSameClassesOf: widest, fixed: overrides.fixed)
    } else if widest.isAssigned(to: .validation) {
      let sizes = ClassSizes(widest.sizes(of: widest.validation))
      guard
        let episodes = EpisodeFit(
          evaluation.settings, queries: evaluation.queries, fixed: overrides.fixed, sizes: sizes,
          noun: "validation class", testImages: testImages)
      else { throw Shortage.validation(usable: widest.validation.count) }
      (recipe.evaluation.settings, recipe.evaluation.queries) = (episodes.settings, episodes.queries)
      notes += episodes.notes
    } else if testImages < maxShot + evaluation.queries {
      recipe.evaluation.queries = max(1, testImages - maxShot)
    }
    notes += batch.notes
    options.trainingImages = recipe.repeatsImages ? 2 : recipe.batchImages
    options.supportImages = recipe.evaluation.settings.map(\.shot).max() ?? 1
    options.validationImages = options.supportImages + recipe.evaluation.queries
    return RecipeFit(
      recipe: recipe, dataset: try widest.split(by: options), splitNotes: holdOutNotes(widest),
      recipeNotes: unusedNotes(widest) + notes + singleNotes(recipe, sizes))
  }

  /// That the options for evaluations have no effect, if there are no validation classes.
  private func unusedNotes(_ dataset: Dataset) -> [String] {
    guard !dataset.isAssigned(to: .validation) else { return [] }
    // What is a test class depends on the images of an episode.
    let isTested = dataset.isAssigned(to: .test)
    let unused = overrides.evaluationOptions.filter { option in
      !isTested || ![FittedSetting.shot, .queries].contains { option.hasPrefix($0.option + " ") }
    }
    return unused.isEmpty ? [] : [SmallSetText.unusedEvaluation(unused)]
  }

  /// What the standard hold-out was adapted to.
  private func holdOutNotes(_ dataset: Dataset) -> [String] {
    guard options.holdOut == .standard, options.shares == nil, options.restoredSplit == nil, !dataset.hasOwnSplit
    else { return [] }
    let adapted = dataset.assignedCount(to: .validation)
    if adapted == 0 {
      let usable = dataset.classes.count { $0.images.count >= episodeNeed.images }
      return [
        SmallSetText.noValidation(
          classes: usable, images: episodeNeed.images, groups: dataset.groups.isEmpty ? nil : dataset.groups.count)
      ]
    }
    var plain = options
    (plain.holdOutNeeds, plain.toleratesFewClasses) = (nil, true)
    guard let standard = try? dataset.split(by: plain).assignedCount(to: .validation), standard != adapted else {
      return []
    }
    return [SmallSetText.holdOut(adapted, insteadOf: standard)]
  }

  /// What classes of one image are trained on.
  private func singleNotes(_ recipe: Recipe, _ sizes: [Int]) -> [String] {
    guard recipe.singleImageClasses == .augment else { return [] }
    let singles = sizes.count { $0 == 1 }
    guard singles > 0 else { return [] }
    let isOn = self.recipe.augmentation == .none
    return [SmallSetText.singles(singles)] + (isOn ? [SmallSetText.augmentationIsOn("\(recipe.augmentation)")] : [])
  }
}

extension Dataset {
  /// Whether any class was assigned to a split, usable or not.
  func isAssigned(to split: Split) -> Bool { assignedCount(to: split) > 0 }

  /// The number of classes that were assigned to a split, usable or not.
  func assignedCount(to split: Split) -> Int {
    classes(of: split).count + problems.skippedClasses.count { $0.split == split }
  }
}
