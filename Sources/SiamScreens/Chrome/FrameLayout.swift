import SiamCanvas

/// The rows around every screen: title, banner, body, progress and footer.
struct FrameLayout: Equatable, Sendable {
  /// What fits into the terminal.
  enum Kind: Equatable, Sendable {
    /// A whole screen.
    case screen
    /// One column of metrics, from 40 × 8 cells.
    case summary
    /// Nothing but the size that is needed.
    case notice
  }

  /// The minimum size of a whole screen, in cells.
  static let screenSize = (width: 60, height: 15)
  /// The minimum size of the column of metrics, in cells.
  static let summarySize = (width: 40, height: 8)

  let kind: Kind
  private(set) var title = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var banner = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var body = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var progress = Rectangle(column: 0, row: 0, width: 0, height: 0)
  private(set) var footer = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// Lays out a terminal of a size.
  init(width: Int, height: Int, hasBanner: Bool, hasProgress: Bool = true) {
    var rest = Rectangle(column: 0, row: 0, width: width, height: height)
    if width < FrameLayout.summarySize.width || height < FrameLayout.summarySize.height {
      kind = .notice
      title = rest
      return
    }
    title = rest.removeTop(1)
    footer = rest.removeBottom(1)
    if width < FrameLayout.screenSize.width || height < FrameLayout.screenSize.height {
      kind = .summary
      body = rest
      return
    }
    kind = .screen
    if hasBanner { banner = rest.removeTop(2) }
    if hasProgress { progress = rest.removeBottom(1) }
    body = rest
  }
}

extension Model {
  /// The layout at the current size.
  var frame: FrameLayout {
    FrameLayout(width: width, height: height, hasBanner: Banner.isShown(self), hasProgress: exploration == nil)
  }
}
