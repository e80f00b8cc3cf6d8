import SiamMessages

extension Dataset {
  /// The dataset and its split, in numbers and names.
  public var summary: DataSummary {
    DataSummary(
      name: name, fingerprint: fingerprint, width: width, height: height, channels: channels.count,
      training: summary(of: training), validation: summary(of: validation), test: summary(of: test), split: split)
  }

  private func summary(of side: [ClassID]) -> SplitSummary {
    let held = Set(side.compactMap { classes[$0.index].group })
    return SplitSummary(
      classes: side.count, images: side.reduce(0) { $0 + classes[$1.index].images.count },
      groups: held.sorted().map { groups[$0].name })
  }
}
