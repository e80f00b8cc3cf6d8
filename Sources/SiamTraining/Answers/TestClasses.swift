package import SiamData
package import SiamMessages

/// The classes of a dataset that a model has not been trained on.
package struct TestClasses: Sendable {
  package let dataset: Dataset
  /// What reports call them: `validation`, or `test` where any of them have not helped to choose the network.
  package let split: String
  /// Unseen, in dataset order.
  package let classes: [ClassID]
  /// Left out, as the model was trained on them.
  package let trained: [ClassID]
  /// Every image of the unseen classes, class by class.
  package let images: [ImageID]
  /// For each class its rows in `images`.
  package let rows: [[Int]]

  /// The classes of some sides of `dataset` that `model` has not seen.
  ///
  /// Throws `TestClassesError` where fewer than two are left.
  package init(
    _ dataset: Dataset, unseenBy model: TrainedModel, sides: [Side] = Side.allCases
  ) throws(TestClassesError) {
    self.dataset = dataset
    split = (sides == [.validation] ? Side.validation : .test).rawValue
    let all = sides.flatMap(dataset.classes(of:))
    trained = all.filter { model.images.include($0, of: dataset) }
    let seen = Set(trained)
    classes = all.filter { !seen.contains($0) }
    guard classes.count > 1 else {
      throw .tooFew(
        data: dataset.name, unseen: classes.count, trained: trained.map { dataset.classes[$0.index].name })
    }
    let unseen = ClassRows(classes, of: dataset)
    images = unseen.images
    rows = unseen.rows
  }

  /// For each class the place of its group, or nil where the data has no groups.
  package var groups: [Int]? {
    let groups = classes.compactMap { dataset.classes[$0.index].group }
    return groups.count == classes.count ? groups : nil
  }

  package func name(_ place: Int) -> String { dataset.classes[classes[place].index].name }
}

/// Why a dataset can't be used to examine a model.
public enum TestClassesError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Fewer than two classes are unseen.
  case tooFew(data: String, unseen: Int, trained: [String])
  /// Episodes within groups of data that has classes alone.
  case noGroups(data: String)

  /// One line: what is lacking and what to do.
  public var description: String {
    switch self {
    case .noGroups(let data): "\(data): its classes are in no groups; leave out --within-group"
    case .tooFew(let data, let unseen, let trained):
      "\(data): \(unseen == 0 ? "no class" : "only one class") is left to examine: "
        + "\(naming(trained, of: trained.count)) \(trained.count == 1 ? "was" : "were") trained on; "
        + "give other --data, or train with --hold-out"
    }
  }
}
