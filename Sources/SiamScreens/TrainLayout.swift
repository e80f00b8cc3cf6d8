import SiamCanvas

/// Where the parts of the Train screen go at a screen's size.
struct TrainLayout: Equatable, Sendable {
  /// How much there is room for.
  enum Kind: Equatable, Sendable {
    /// Every panel.
    case full
    /// Curves, histograms, one triplet and a few figures: at least 60 × 15.
    case small
    /// One column of figures: at least 40 × 8.
    case summary
    /// Only what size is needed.
    case notice
  }

  /// The least size of each kind.
  static let fullSize = (width: 80, height: 24)
  static let smallSize = (width: 60, height: 15)
  static let summarySize = (width: 40, height: 8)

  let kind: Kind
  private(set) var title = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var banner = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var loss = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var distances = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var triplet = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var accuracy = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var figures = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var log = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var progress = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var footer = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Whether the triplet's pictures are shown, and so worth asking for.
  var showsPictures: Bool { kind == .full }

  /// The layout of a size.
  init(width: Int, height: Int, hasBanner: Bool) {
    var body = Rectangle(column: 0, row: 0, width: width, height: height)
    if width < TrainLayout.summarySize.width || height < TrainLayout.summarySize.height {
      kind = .notice
      title = body
      return
    }
    title = body.takeTop(1)
    footer = body.takeBottom(1)
    if width < TrainLayout.smallSize.width || height < TrainLayout.smallSize.height {
      kind = .summary
      figures = body
      return
    }
    if hasBanner { banner = body.takeTop(2) }
    progress = body.takeBottom(1)
    if width < TrainLayout.fullSize.width || height < TrainLayout.fullSize.height {
      kind = .small
      figures = body.takeBottom(2)
      let isWide = body.height >= 9
      triplet = isWide ? body.takeRight(body.width * 2 / 5) : Rectangle(column: 0, row: 0, width: 0, height: 0)
      loss = body.takeTop((body.height + 1) / 2)
      distances = body
      return
    }
    kind = .full
    var bottom = body.takeBottom(max(7, body.height / 3))
    triplet = body.takeRight(width * 44 / 100)
    loss = body.takeTop(body.height / 2)
    distances = body
    let hasLog = width >= 110
    figures = hasLog ? Rectangle(column: 0, row: 0, width: 0, height: 0) : bottom.takeRight(width / 2)
    if hasLog {
      log = bottom.takeRight(max(34, width * 28 / 100))
      figures = bottom.takeRight(max(38, width * 29 / 100))
    }
    accuracy = bottom
  }
}
