import SiamCore
import SiamData

/// An option that can make a request fit small data.
enum Remedy: CaseIterable {
  case batchImages, batchClasses, allowRepeats, singleImages
  case queries, shot, way
  case smallerHoldOut, largerHoldOut, noHoldOut, noTestHoldOut, noSplit

  /// The values to try, the best first, or nil if the option can't help with a request; an option without a value has
  /// the value 0.
  func values(_ request: FitRequest, _ dataset: Dataset) -> [Int]? {
    let (recipe, options, fixed) = (request.recipe, request.options, request.overrides.fixed)
    let isRestored = options.restoredSplit != nil
    switch self {
    case .batchImages:
      return fixed.contains(.batchImages) && !recipe.repeatsImages ? Self.descending(recipe.batchImages, to: 2) : nil
    case .batchClasses: return fixed.contains(.batchClasses) ? Self.descending(recipe.batchClasses, to: 2) : nil
    case .allowRepeats: return fixed.contains(.batchImages) && !recipe.repeatsImages ? [0] : nil
    case .singleImages:
      return recipe.singleImageClasses == .skip && dataset.classes.contains { $0.images.count == 1 } ? [0] : nil
    case .queries: return fixed.contains(.queries) ? Self.descending(recipe.evaluation.queries, to: 1) : nil
    case .shot: return fixed.contains(.shot) ? Self.descending(maxShot(recipe), to: 1) : nil
    case .way:
      // At most half of the classes, so that as many are left to train on.
      let way = recipe.evaluation.settings.map(\.way).max() ?? 2
      return fixed.contains(.way) ? Self.descending(min(way, dataset.classes.count / 2 + 1), to: 2) : nil
    case .smallerHoldOut:
      guard options.shares == nil, !isRestored, case .last(let count) = options.holdOut else { return nil }
      return Self.descending(min(count, dataset.classes.count), to: 1)
    case .largerHoldOut:
      guard options.shares == nil, !isRestored, !dataset.hasOwnSplit else { return nil }
      let units = dataset.groups.isEmpty ? dataset.classes.count : dataset.groups.count
      guard case .last(let count) = options.holdOut, count > 0, count < units else { return nil }
      return Array(count + 1...units)
    case .noHoldOut: return options.shares == nil && !isRestored && options.holdOut != .last(0) ? [0] : nil
    case .noTestHoldOut:
      return options.shares == nil && !isRestored && options.testHoldOut != .last(0) && !dataset.hasOwnSplit ? [0] : nil
    case .noSplit: return options.shares == nil ? nil : [0]
    }
  }

  /// Whether it gives up a part of the split; then a change of several other options is preferred.
  var givesUpSplit: Bool { [.noHoldOut, .noTestHoldOut, .noSplit].contains(self) }

  /// Changes a request as `text` says.
  func apply(_ value: Int, to request: inout FitRequest) {
    switch self {
    case .batchImages: request.recipe.batchImages = value
    case .batchClasses: request.recipe.batchClasses = value
    case .allowRepeats: request.recipe.repeatsImages = true
    case .singleImages: request.recipe.singleImageClasses = .augment
    case .queries: request.recipe.evaluation.queries = value
    case .shot:
      request.recipe.evaluation.settings = request.recipe.evaluation.settings.map {
        EpisodeSetting(way: $0.way, shot: value)
      }
    case .way:
      request.recipe.evaluation.settings = request.recipe.evaluation.settings.map {
        EpisodeSetting(way: value, shot: $0.shot)
      }
    case .smallerHoldOut, .largerHoldOut, .noHoldOut: request.options.holdOut = .last(value)
    case .noTestHoldOut: request.options.testHoldOut = .last(0)
    case .noSplit: request.options.shares = nil
    }
  }

  /// What to do, for a message.
  func text(_ value: Int) -> String {
    switch self {
    case .batchImages: "set --batch-images \(value)"
    case .batchClasses: "set --batch-classes \(value)"
    case .allowRepeats: "use --allow-repeats"
    case .singleImages: "use --single-image-classes augment"
    case .queries: "set --queries \(value)"
    case .shot: "set --shot \(value)"
    case .way: "set --way \(value)"
    case .smallerHoldOut, .largerHoldOut, .noHoldOut: "set --hold-out \(value)"
    case .noTestHoldOut: "set --test-hold-out 0"
    case .noSplit: "omit --split"
    }
  }

  /// The remedies for a shortage, those that change least first.
  static func all(for shortage: Shortage) -> [Remedy] {
    switch shortage {
    case .training:
      [
        .batchImages, .allowRepeats, .smallerHoldOut, .singleImages, .noTestHoldOut, .noHoldOut, .noSplit, .way, .shot,
        .queries,
      ]
    case .batch:
      [.batchClasses, .batchImages, .allowRepeats, .smallerHoldOut, .singleImages, .noHoldOut, .noSplit, .way]
    case .validation: [.queries, .shot, .way, .largerHoldOut, .smallerHoldOut, .noHoldOut, .noSplit, .noTestHoldOut]
    case .test: [.queries, .shot, .noTestHoldOut, .noSplit]
    case .split: [.smallerHoldOut, .noHoldOut, .noTestHoldOut, .noSplit]
    }
  }

  private func maxShot(_ recipe: Recipe) -> Int { recipe.evaluation.settings.map(\.shot).max() ?? 1 }

  /// The numbers below `bound` down to `lowest`; nil if there are none.
  private static func descending(_ bound: Int, to lowest: Int) -> [Int]? {
    bound > lowest ? Array((lowest..<bound).reversed()) : nil
  }
}
