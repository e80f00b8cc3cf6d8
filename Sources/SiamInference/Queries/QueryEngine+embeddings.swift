import SiamData
import SiamFewShot
package import SiamCore

/// Queries about many images at once.
extension QueryEngine {
  /// Returns a map of embeddings, or nil if a background job will send it, as t-SNE takes seconds.
  package func map(_ query: SpaceQuery, for request: QueryRequest, at moment: Moment) throws -> QueryResult? {
    let isBackgroundJob = query.method == .tSNE
    let explored = ClassRows(classes, of: dataset)
    let shown = MapSelection(
      query, classes: classes, rows: explored.rows,
      maxCount: isBackgroundJob ? TSNEJob.maxPoints : SpaceMapper.maxPoints)
    // Only the images that are shown are embedded.
    let images = shown.rows.map { explored.images[$0] }
    var rows = Array(repeating: [Int](), count: shown.classes.count)
    for (row, label) in shown.labels.enumerated() { rows[label].append(row) }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageReference.image))
    let step = snapshot.step ?? 0
    guard isBackgroundJob else {
      return .space(
        try mapper.map(
          query, dataset: dataset, classes: shown.classes, images: images, rows: rows, table: table, step: step))
    }
    let job = try mapper.job(
      query, dataset: dataset, classes: shown.classes, images: images, rows: rows, table: table, step: step)
    backgroundJobs.run(request, send: send) { isCancelled in job.run(isCancelled: isCancelled).map(QueryResult.space) }
    return nil
  }

  /// Returns the explored images nearest to an image. In a large dataset, only some images of each class are
  /// considered.
  package func neighbours(of image: ImageID, count: Int, at moment: Moment) throws -> Neighbourhood {
    guard (0..<dataset.imageCount).contains(image.index) else { throw QueryError.noImage(image) }
    var images = ClassRows(classes, of: dataset, total: NearestImages.maxImages).images
    if !images.contains(image) { images.append(image) }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageReference.image))
    guard
      let found = NearestImages.find(
        image, count: max(count, 0), dataset: dataset, images: images, table: table, step: snapshot.step ?? 0)
    else { throw QueryError.noImage(image) }
    return found
  }

  /// Evaluates verification on pairs of the explored classes.
  package func survey(_ query: PairsQuery, at moment: Moment) throws -> PairSurvey {
    let explored = ClassRows(classes, of: dataset)
    let pairs = try VerificationPairs(explored.rows, count: max(query.count, 1), seed: query.seed)
    // Only the images of the pairs are embedded.
    let drawn = RowSelection(pairs.rows)
    let images = drawn.rows.map { explored.images[$0] }
    let snapshot = try snapshot(of: moment, embedding: images.count)
    let table = try snapshot.table(of: images.map(ImageReference.image))
    return try PairSurveyor(context, snapshot.network).survey(
      drawn.renumbered(pairs), dataset: dataset, images: images, table: table, step: snapshot.step ?? 0)
  }
}
