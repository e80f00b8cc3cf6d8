import SiamCanvas

/// What all screens have in common: where the title, the banner, the body, the progress and the footer go.
struct FrameLayout: Equatable, Sendable {
  /// How much there is room for.
  enum Kind: Equatable, Sendable {
    /// A screen.
    case screen
    /// One column of figures: at least 40 × 8.
    case summary
    /// Only what size is needed.
    case notice
  }

  /// The least size of a screen.
  static let screenSize = (width: 60, height: 15)
  /// The least size of the column of figures.
  static let summarySize = (width: 40, height: 8)

  let kind: Kind
  private(set) var title = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var banner = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var body = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var progress = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var footer = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// The layout of a size.
  init(width: Int, height: Int, hasBanner: Bool, hasProgress: Bool = true) {
    var rest = Rectangle(column: 0, row: 0, width: width, height: height)
    if width < FrameLayout.summarySize.width || height < FrameLayout.summarySize.height {
      kind = .notice
      title = rest
      return
    }
    title = rest.takeTop(1)
    footer = rest.takeBottom(1)
    if width < FrameLayout.screenSize.width || height < FrameLayout.screenSize.height {
      kind = .summary
      body = rest
      return
    }
    kind = .screen
    if hasBanner { banner = rest.takeTop(2) }
    if hasProgress { progress = rest.takeBottom(1) }
    body = rest
  }
}

extension Model {
  /// The frame at the screen's size now.
  var frame: FrameLayout {
    FrameLayout(width: width, height: height, hasBanner: Banner.isShown(self), hasProgress: exploration == nil)
  }
}
