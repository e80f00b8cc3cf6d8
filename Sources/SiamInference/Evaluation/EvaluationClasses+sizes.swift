package import SiamCore

extension EvaluationClasses {
  /// The number of images of each class, in pools by group if all classes of an episode come from one group.
  ///
  /// With quarter turns, each class counts four times.
  package func sizes(_ options: EvaluationOptions) -> ClassSizes {
    let sizes = rows.map(\.count).flatMap { Array(repeating: $0, count: options.quarterTurnClasses ? 4 : 1) }
    guard options.isWithinGroup, let groups else { return ClassSizes(sizes) }
    let turned = groups.flatMap { Array(repeating: $0, count: options.quarterTurnClasses ? 4 : 1) }
    return ClassSizes(pools: Array(Dictionary(grouping: zip(turned, sizes), by: \.0).values.map { $0.map(\.1) }))
  }
}
