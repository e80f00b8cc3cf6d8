import SiamCanvas

/// Where the parts of the Train screen go in its body.
struct TrainLayout: Equatable, Sendable {
  /// How much there is room for.
  enum Kind: Equatable, Sendable {
    /// Every panel.
    case full
    /// Curves, histograms, one triplet and a few figures.
    case small
  }

  /// The least size of the whole terminal for every panel.
  static let fullSize = (width: 80, height: 24)

  let kind: Kind
  private(set) var loss = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var distances = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var triplet = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var accuracy = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var figures = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var log = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Whether the triplet's pictures are shown, and so worth asking for.
  var showsPictures: Bool { kind == .full }

  /// The layout of a body.
  init(_ body: Rectangle) {
    var body = body
    // A banner of two rows, the title, the progress and the footer lie around the body.
    if body.width < TrainLayout.fullSize.width || body.height < TrainLayout.fullSize.height - 5 {
      kind = .small
      figures = body.takeBottom(2)
      let isWide = body.height >= 9
      triplet = isWide ? body.takeRight(body.width * 2 / 5) : Rectangle(column: 0, row: 0, width: 0, height: 0)
      loss = body.takeTop((body.height + 1) / 2)
      distances = body
      return
    }
    kind = .full
    let width = body.width
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
