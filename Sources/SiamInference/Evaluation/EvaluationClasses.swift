import SiamRuns
package import SiamData
package import SiamCore

/// The classes of a dataset that a model is evaluated on: those it was not trained on.
///
/// With the same classes in every split, they are those it was trained on, with other images.
package struct EvaluationClasses: Sendable {
  /// The dataset.
  package let dataset: Dataset
  /// The name of the split in reports: `validation`, or `test` if not only validation classes are evaluated.
  package let split: String
  /// The unseen classes, in dataset order.
  package let classes: [ClassID]
  /// The classes that are excluded because the model was trained on them.
  package let trained: [ClassID]
  /// The images of the unseen classes, grouped by class, then those of `support`.
  package let images: [ImageID]
  /// The indices in `images` of each class.
  package let rows: [[Int]]
  /// The indices in `images` of each class's support images, which are training images; nil if `rows` has both.
  package let support: [[Int]]?

  /// Selects the classes in some splits of `dataset` that `model` was not trained on.
  ///
  /// - Throws: `EvaluationClassesError` if there are fewer than two.
  package init(
    _ dataset: Dataset, unseenBy model: TrainedModel, splits: [Split] = Split.allCases
  ) throws(EvaluationClassesError) {
    self.dataset = dataset
    var splits = splits
    if dataset.hasSameClasses, splits.count > 1 { splits = [dataset.test.isEmpty ? .validation : .test] }
    split = (splits == [.validation] ? Split.validation : .test).rawValue
    let all = splits.flatMap(dataset.classes(of:))
    trained = all.filter { model.images.contains($0, of: dataset) }
    let seen = Set(trained)
    classes = all.filter { !seen.contains($0) }
    guard classes.count > 1 else {
      throw .tooFew(
        data: dataset.name, unseen: classes.count, trained: trained.map { dataset.classes[$0.index].name })
    }
    let unseen = ClassRows(evaluating: classes, of: dataset)
    images = unseen.images
    rows = unseen.rows
    support = unseen.support
  }

  /// The index of each class's group, or nil if not all classes have a group.
  package var groups: [Int]? {
    let groups = classes.compactMap { dataset.classes[$0.index].group }
    return groups.count == classes.count ? groups : nil
  }

  /// The class of each of `images`; a support image is of the class that it supports.
  package var labels: [ClassID] {
    var labels = images.map(dataset.classID)
    for (index, rows) in (support ?? []).enumerated() { for row in rows { labels[row] = classes[index] } }
    return labels
  }

  /// Returns the name of a class by its index in `classes`.
  package func name(_ index: Int) -> String { dataset.classes[classes[index].index].name }
}

/// An error that occurs when a dataset can't be used to evaluate a model.
public enum EvaluationClassesError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The dataset has fewer than two unseen classes.
  case tooFew(data: String, unseen: Int, trained: [String])
  /// The dataset has no groups to draw episodes from.
  case noGroups(data: String)

  /// One line: what is lacking and what to do.
  public var description: String {
    switch self {
    case .noGroups(let data): "\(data): the classes have no groups; omit --within-group"
    case .tooFew(let data, let unseen, let trained):
      trained.isEmpty
        ? "\(data): only \(counted(unseen, "class", "classes")) with at least 2 images to evaluate on; at least 2 are "
          + "needed; add images, or give other --data"
        : "\(data): \(unseen == 0 ? "no unseen classes" : "only 1 unseen class") to evaluate on: the model was trained "
          + "on \(naming(trained, of: trained.count)); use other --data"
          // A hold-out of two classes leaves two to train on.
          + (trained.count + unseen < 4 ? "" : ", or train with --hold-out")
    }
  }
}
