public import SiamMessages

extension Dataset {
  /// What `siam data` tells of this dataset and the files it came from.
  public func report(path: String, _ survey: DataSurvey) -> DataReport {
    var sides = [String?](repeating: nil, count: classes.count)
    for side in Side.allCases {
      for id in classes(of: side) { sides[id.index] = side.rawValue }
    }
    return DataReport(
      path: path, layout: survey.layout.rawValue, data: summary, isInverted: isInverted,
      chosenByLooking: chosenByLooking,
      classes: classes.map { item in
        ClassReport(
          name: item.name, group: item.group.map { groups[$0].name }, side: sides[item.id.index],
          images: item.images.count)
      }, pictures: survey.pictures, duplicates: survey.duplicates,
      unreadable: problems.skipped.map { FileProblem(path: $0.path, reason: $0.reason) },
      unreadableCount: problems.skippedCount, problems: problems.classLines(named: 12))
  }
}
