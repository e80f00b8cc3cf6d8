internal import SiamData
internal import SiamFewShot
internal import SiamMessages

/// Answers about many images at once.
extension Answerer {
  /// A map of embeddings; nil where an errand will bring it, as t-SNE takes seconds.
  func map(_ question: SpaceQuestion, for asked: NumberedQuestion, at moment: Moment) throws -> Answer? {
    let isErrand = question.method == .tSNE
    let explored = ClassRows(classes, of: dataset)
    let shown = MapSelection(
      question, classes: classes, rows: explored.rows,
      most: isErrand ? TSNEJob.mostPoints : SpaceMapper.mostPoints)
    // Only what is shown is embedded.
    let images = shown.rows.map { explored.images[$0] }
    var rows = Array(repeating: [Int](), count: shown.classes.count)
    for (row, label) in shown.labels.enumerated() { rows[label].append(row) }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageSource.image))
    let step = snapshot.step ?? 0
    guard isErrand else {
      return .space(
        try mapper.map(
          question, dataset: dataset, classes: shown.classes, images: images, rows: rows, table: table, step: step))
    }
    let job = try mapper.job(
      question, dataset: dataset, classes: shown.classes, images: images, rows: rows, table: table, step: step)
    errands.run(asked, send: send) { isCancelled in job.run(isCancelled: isCancelled).map(Answer.space) }
    return nil
  }

  /// The images explored that lie nearest to an image, explored or not; of a large set some of each class are looked
  /// at.
  func neighbours(of image: ImageID, count: Int, at moment: Moment) throws -> Neighbourhood {
    guard (0..<dataset.imageCount).contains(image.index) else { throw QuestionError.noImage(image) }
    var images = ClassRows(classes, of: dataset, total: NearestImages.mostImages).images
    if !images.contains(image) { images.append(image) }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageSource.image))
    guard
      let found = NearestImages.find(
        image, count: max(count, 0), dataset: dataset, images: images, table: table, step: snapshot.step ?? 0)
    else { throw QuestionError.noImage(image) }
    return found
  }

  /// How well pairs of the classes explored are told apart.
  func survey(_ question: PairsQuestion, at moment: Moment) throws -> PairSurvey {
    let explored = ClassRows(classes, of: dataset)
    let pairs = try VerificationPairs(explored.rows, count: max(question.count, 1), seed: question.seed)
    // Only what pairs are of is embedded.
    let drawn = RowSelection(pairs.drawn)
    let images = drawn.rows.map { explored.images[$0] }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageSource.image))
    return try PairSurveyor(context, snapshot.network).survey(
      drawn.moved(pairs), dataset: dataset, images: images, table: table, step: snapshot.step ?? 0)
  }
}
