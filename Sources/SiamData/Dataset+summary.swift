public import SiamCore

extension Dataset {
  /// The numbers and names of the dataset and its split.
  public var summary: DataSummary {
    DataSummary(
      name: name, fingerprint: fingerprint, width: width, height: height, channels: channels.count,
      training: summary(of: training), validation: summary(of: validation), test: summary(of: test), split: split,
      labels: labels, nameEncoding: nameEncoding)
  }

  private func summary(of ids: [ClassID]) -> SplitSummary {
    let groupIndices = Set(ids.compactMap { classes[$0.index].group })
    return SplitSummary(
      classes: ids.count, images: ids.reduce(0) { $0 + classes[$1.index].images.count },
      groups: groupIndices.sorted().map { groups[$0].name })
  }

  /// One line on how the images are read and which options override what was detected, or nil if nothing was detected.
  public var choice: String? {
    guard !chosenByLooking.isEmpty else { return nil }
    let ink = isInverted ? ", brightness inverted" : ""
    let colour = channels == .grey ? "grey" : "colour"
    return "images are read at \(width)×\(height) pixels in \(colour)\(ink), as detected from the images; "
      + "\(chosenByLooking.joined(separator: ", ")) would override this"
  }

  /// The report of `siam data` on this dataset and the files it was read from.
  public func report(path: String, _ survey: DataSurvey) -> DataReport {
    var splits = [String?](repeating: nil, count: classes.count)
    for split in Split.allCases {
      for id in classes(of: split) { splits[id.index] = split.rawValue }
    }
    var report = DataReport(
      path: path, layout: survey.layout.rawValue, data: summary, isInverted: isInverted,
      inferred: chosenByLooking,
      classes: classes.map { item in
        ClassReport(
          name: item.name, group: item.group.map { groups[$0].name }, split: splits[item.id.index],
          images: item.images.count)
      }, images: survey.images, duplicates: survey.duplicates,
      unreadable: problems.skipped.map { FileProblem(path: $0.path, reason: $0.reason) },
      unreadableCount: problems.skippedCount,
      problems: [problems.namesWarning].compactMap(\.self) + problems.classLines(named: 12)
        + [problems.repairedLine, problems.otherFilesLine].compactMap(\.self),
      labels: survey.labels)
    report.notes = problems.notes
    report.recognition = recognition
    report.note = recognitionNote
    report.classCount = source.classes.count
    report.skipped = problems.kinds.map { kind in
      SkippedReport(
        reason: kind.reason, remedy: kind.remedy(at: path, survey.layout), count: kind.count,
        examples: kind.examples)
    }
    return report
  }
}
