import SiamCore
import SiamCanvas

/// The rectangles of the panels of the Support screen. Panels without room are empty.
struct SupportLayout: Equatable, Sendable {
  /// The minimum size for the support set and the scores at once.
  static let fullSize = (width: 70, height: 18)
  /// The minimum width for a third panel.
  static let wideWidth = 110

  private(set) var support = Rectangle.none
  private(set) var cards = CardGrid(way: 1, shot: 1, width: 0, height: 0)
  /// The query; while drawing, the image that the network sees.
  private(set) var query = Rectangle.none
  private(set) var scores = Rectangle.none
  /// The confusions, or the list of classes to choose from.
  private(set) var side = Rectangle.none
  /// The gallery of all queries; empty unless there is room to spare.
  private(set) var gallery = Rectangle.none
  private(set) var queryCards = CardGrid(way: 1, shot: 1, width: 0, height: 0)
  private(set) var pad = Rectangle.none

  /// The numbers of classes and images to lay out.
  struct Content: Equatable, Sendable {
    /// The number of classes, k.
    var way: Int
    /// The number of support images per class, n.
    var shot: Int
    /// The number of queries per class.
    var queries: Int
  }

  /// Lays out a body.
  init(_ body: Rectangle, _ content: Content, focus: SupportPane, isDrawing: Bool) {
    let isFull = body.width >= SupportLayout.fullSize.width && body.height >= SupportLayout.fullSize.height
    if isDrawing {
      layOutDrawing(body, content, isFull: isFull)
    } else if isFull {
      layOutAll(body, content, focus: focus)
    } else {
      layOutOne(body, content, focus: focus)
    }
  }

  private mutating func layOutAll(_ body: Rectangle, _ content: Content, focus: SupportPane) {
    var rest = body
    let lower = body.height < 28 ? 9 : max(14, body.height * 2 / 5)
    cards = CardGrid(
      way: content.way, shot: content.shot, width: body.width - 4, height: body.height - lower - 2)
    support = rest.removeTop(cards.height + 2)
    let wantsSide = focus == .confusions || focus == .classes
    if body.width >= SupportLayout.wideWidth { side = rest.removeRight(max(34, body.width * 28 / 100)) }
    let pixels = SupportLayout.querySide(rows: rest.height - 2, room: rest.width - 44)
    query = rest.removeLeft(max(20, pixels + 4))
    if side.isEmpty, wantsSide {
      side = rest
    } else {
      scores = rest
      layOutGallery(content)
    }
  }

  /// Places the gallery below the scores if every query fits.
  private mutating func layOutGallery(_ content: Content) {
    let room = scores.height - 2 * content.way - 6
    guard room >= 7 else { return }
    let cards = CardGrid(way: content.way, shot: content.queries, width: scores.width - 4, height: room - 2)
    guard cards.pageSize >= content.way, cards.shotsShown >= content.queries, cards.height <= room - 2 else { return }
    queryCards = cards
    gallery = scores.removeBottom(cards.height + 2)
  }

  /// Shows only the panel that has the focus.
  private mutating func layOutOne(_ body: Rectangle, _ content: Content, focus: SupportPane) {
    var rest = body
    switch focus {
    case .support:
      support = rest
      cards = CardGrid(way: content.way, shot: content.shot, width: rest.width - 4, height: rest.height - 2)
    case .queries:
      query = rest.removeLeft(max(18, SupportLayout.querySide(rows: rest.height - 2, room: rest.width - 44) + 4))
      scores = rest
    case .confusions, .classes: side = rest
    }
  }

  private mutating func layOutDrawing(_ body: Rectangle, _ content: Content, isFull: Bool) {
    var rest = body
    let rows = min(body.height - 2, (body.width / 2 - 2) / 2, 48)
    pad = rest.removeLeft(2 * rows + 2)
    guard isFull else {
      scores = rest
      return
    }
    let minScoreRows = min(content.way, 10) + 3
    // The network's input takes 16 rows: 28 pixels and a border. The support set is shown if there is room besides.
    let room = rest.height - minScoreRows - 16
    if room >= 7 {
      cards = CardGrid(way: content.way, shot: content.shot, width: rest.width - 4, height: room - 2)
      support = rest.removeTop(cards.height + 2)
    }
    query = rest.removeTop(min(16, rest.height - minScoreRows))
    scores = rest
  }

  /// The side of the query's image, in pixels: up to 28, or 56 where that fits.
  private static func querySide(rows: Int, room: Int) -> Int {
    let maxSide = min(2 * rows, room)
    return maxSide >= 56 ? 56 : min(max(maxSide, 8), 28)
  }

  /// The part of the pad on which to draw: twice as many columns as rows, so that it is square on the screen.
  var paper: Rectangle {
    let inside = pad.inset()
    let rows = max(0, min(inside.height, inside.width / 2))
    return inside.centred(width: 2 * rows, height: rows)
  }

  /// The rectangle of the cards.
  var cardRoom: Rectangle { support.inset(columns: 2) }
}

extension Model {
  /// The current layout of the Support screen.
  func supportLayout(_ body: Rectangle) -> SupportLayout {
    let setting = support.setting
    var content = SupportLayout.Content(way: setting.way, shot: setting.shot, queries: episodeQuery.queries)
    if let episode = supportEpisode {
      content = .init(way: episode.way, shot: episode.shot, queries: episode.request.queries)
    }
    return SupportLayout(body, content, focus: support.focus, isDrawing: support.isDrawing)
  }
}
