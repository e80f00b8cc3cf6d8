import SiamCanvas

/// The layout of the Train screen.
struct TrainLayout: Equatable, Sendable {
  /// What fits into the body.
  enum Kind: Equatable, Sendable {
    /// Every panel.
    case full
    /// Curves, histograms, one triplet and two rows of metrics.
    case small
  }

  /// The minimum size of the terminal for every panel, in cells.
  static let fullSize = (width: 80, height: 24)

  let kind: Kind
  private(set) var loss = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var distances = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var triplet = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var accuracy = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var metrics = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var log = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Whether the images of the triplet are shown.
  var showsImages: Bool { kind == .full }

  /// Lays out a body.
  init(_ body: Rectangle) {
    var body = body
    // A banner of two rows, the title, the progress and the footer lie around the body.
    if body.width < TrainLayout.fullSize.width || body.height < TrainLayout.fullSize.height - 5 {
      kind = .small
      metrics = body.removeBottom(2)
      let isWide = body.height >= 9
      triplet = isWide ? body.removeRight(body.width * 2 / 5) : Rectangle(column: 0, row: 0, width: 0, height: 0)
      loss = body.removeTop((body.height + 1) / 2)
      distances = body
      return
    }
    kind = .full
    let width = body.width
    var bottom = body.removeBottom(max(7, body.height / 3))
    triplet = body.removeRight(width * 44 / 100)
    loss = body.removeTop(body.height / 2)
    distances = body
    let hasLog = width >= 110
    metrics = hasLog ? Rectangle(column: 0, row: 0, width: 0, height: 0) : bottom.removeRight(width / 2)
    if hasLog {
      log = bottom.removeRight(max(34, width * 28 / 100))
      metrics = bottom.removeRight(max(38, width * 29 / 100))
    }
    accuracy = bottom
  }
}
