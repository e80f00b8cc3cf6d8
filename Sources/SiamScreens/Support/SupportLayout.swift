import SiamCanvas

/// Where the parts of the Support screen go in its body; parts without room are empty.
struct SupportLayout: Equatable, Sendable {
  /// The least size for the support set and the scores at once.
  static let fullSize = (width: 70, height: 18)
  /// From this width on there is room for a third panel.
  static let wideWidth = 110

  private(set) var support = SupportLayout.nothing
  private(set) var cards = CardGrid(way: 1, shot: 1, width: 0, height: 0)
  /// The query; while drawing, the picture as the network sees it.
  private(set) var query = SupportLayout.nothing
  private(set) var scores = SupportLayout.nothing
  /// The confusions, or the classes to choose from.
  private(set) var side = SupportLayout.nothing
  /// All queries, where there is room to spare.
  private(set) var gallery = SupportLayout.nothing
  private(set) var queryCards = CardGrid(way: 1, shot: 1, width: 0, height: 0)
  private(set) var pad = SupportLayout.nothing

  private static let nothing = Rectangle(column: 0, row: 0, width: 0, height: 0)

  /// What a support set and its queries need room for.
  struct Content: Equatable, Sendable {
    /// k.
    var way: Int
    /// n.
    var shot: Int
    /// Queries of each class.
    var queries: Int
  }

  /// The layout of a body.
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
    support = rest.takeTop(cards.height + 2)
    let isSideAsked = focus == .confusions || focus == .classes
    if body.width >= SupportLayout.wideWidth { side = rest.takeRight(max(34, body.width * 28 / 100)) }
    let pixels = SupportLayout.querySide(rows: rest.height - 2, room: rest.width - 44)
    query = rest.takeLeft(max(20, pixels + 4))
    if side.isEmpty, isSideAsked {
      side = rest
    } else {
      scores = rest
      layOutGallery(content)
    }
  }

  /// All queries below the scores, where every one fits.
  private mutating func layOutGallery(_ content: Content) {
    let room = scores.height - 2 * content.way - 6
    guard room >= 7 else { return }
    let cards = CardGrid(way: content.way, shot: content.queries, width: scores.width - 4, height: room - 2)
    guard cards.pageSize >= content.way, cards.shotsShown >= content.queries, cards.height <= room - 2 else { return }
    queryCards = cards
    gallery = scores.takeBottom(cards.height + 2)
  }

  /// The one panel that has the focus.
  private mutating func layOutOne(_ body: Rectangle, _ content: Content, focus: SupportPane) {
    var rest = body
    switch focus {
    case .support:
      support = rest
      cards = CardGrid(way: content.way, shot: content.shot, width: rest.width - 4, height: rest.height - 2)
    case .queries:
      query = rest.takeLeft(max(18, SupportLayout.querySide(rows: rest.height - 2, room: rest.width - 44) + 4))
      scores = rest
    case .confusions, .classes: side = rest
    }
  }

  private mutating func layOutDrawing(_ body: Rectangle, _ content: Content, isFull: Bool) {
    var rest = body
    let rows = min(body.height - 2, (body.width / 2 - 2) / 2, 48)
    pad = rest.takeLeft(2 * rows + 2)
    guard isFull else {
      scores = rest
      return
    }
    let least = min(content.way, 10) + 3
    // The support set where there is room beside the picture as the network sees it, 28 pixels and a border.
    let room = rest.height - least - 16
    if room >= 7 {
      cards = CardGrid(way: content.way, shot: content.shot, width: rest.width - 4, height: room - 2)
      support = rest.takeTop(cards.height + 2)
    }
    query = rest.takeTop(min(16, rest.height - least))
    scores = rest
  }

  /// The side of the query's picture, in pixels: the data's own up to 28, or twice that.
  private static func querySide(rows: Int, room: Int) -> Int {
    let most = min(2 * rows, room)
    return most >= 56 ? 56 : min(max(most, 8), 28)
  }

  /// The part of the pad that is drawn on: twice as many columns as rows, so that it is square.
  var paper: Rectangle {
    let inside = pad.inset()
    let rows = max(0, min(inside.height, inside.width / 2))
    return inside.centred(width: 2 * rows, height: rows)
  }

  /// The room for the cards.
  var cardRoom: Rectangle { support.inset(columns: 2) }
}

extension Model {
  /// The layout of the Support screen as it is now.
  func supportLayout(_ body: Rectangle) -> SupportLayout {
    let setting = support.setting
    var content = SupportLayout.Content(way: setting.way, shot: setting.shot, queries: episodeQuestion.queries)
    if let episode = supportEpisode {
      content = .init(way: episode.way, shot: episode.shot, queries: episode.question.queries)
    }
    return SupportLayout(body, content, focus: support.focus, isDrawing: support.isDrawing)
  }
}
