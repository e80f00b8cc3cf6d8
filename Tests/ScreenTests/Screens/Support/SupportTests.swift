import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

/// Support sets, queries and their scores.
@Suite struct SupportTests {
  private func supported(_ keys: Key..., width: Int = 120, height: Int = 40) -> Stage {
    var stage = Stage(width: width, height: height)
    var run = SimulatedRun()
    stage.play(run.events(to: 10))
    stage.press(.character("4"))
    for key in keys { stage.press(key) }
    stage.settle()
    return stage
  }

  private func requests(_ stage: Stage) -> [ScoresQuery] {
    stage.effects.compactMap { if case .ask(_, .scores(let request)) = $0 { request } else { nil } }
  }

  @Test func `keys change k, n, the classifier and the group`() throws {
    let stage = supported(.character("]"), .character("}"), .character("c"), .character("i"))
    let episode = try #require(stage.model.support.episode)
    #expect(episode.way == 6 && episode.shot == 2 && episode.queries.count == 18)
    #expect(Set(episode.classes.map(\.group)).count == 1)
    #expect(requests(stage).last?.classifier == .nearestNeighbour)
    #expect(requests(stage).last?.support.map(\.count) == Array(repeating: 2, count: 6))
    #expect(stage.canvas.plainText.contains("6-way 2-shot"))
  }

  @Test func `k and n stay within bounds`() {
    var state = SupportState()
    state.setWay(-5)
    state.setShot(0)
    #expect(state.setting == EpisodeSetting(way: 2, shot: 1))
    state.setWay(.max)
    state.setShot(.max)
    #expect(state.setting == EpisodeSetting(way: 50, shot: 20))
  }

  @Test func `the pair-similarity classifier is offered for pairs only`() {
    for (objective, count) in [(Objective.triplet, 5), (.pair, 6)] {
      var stage = Stage(width: 120, height: 40)
      var run = SimulatedRun(objective: objective)
      stage.play(run.events(to: 2))
      var names: [ClassifierName] = []
      for _ in 0..<count {
        names.append(stage.model.supportClassifier)
        stage.model.cycleClassifier()
      }
      #expect(Set(names).count == count && stage.model.supportClassifier == names[0])
      #expect(names.contains(.pairSimilarity) == (objective == .pair))
    }
  }

  @Test func `scores are queried again during training only`() {
    var stage = supported()
    var run = SimulatedRun()
    let before = requests(stage).count
    stage.settle()
    #expect(requests(stage).count == before)
    stage.play((11...40).map { .step(run.step($0)) })
    let again = requests(stage).count - before
    // 3.6 simulated seconds, with at most one query every 0.3 s.
    #expect(again >= 5 && again <= 12, "\(again)")
    #expect(stage.model.support.scores.step == 40 || stage.model.support.scores.step.map { $0 > 30 } == true)
  }

  @Test func `data in colour is shown in colour, and allows files but no drawings as queries`() throws {
    var run = SimulatedRun()
    var stage = Stage(width: 120, height: 40)
    guard case .started(var started) = run.started else { return }
    started.data.channels = Channels.rgb.count
    stage.play([.started(started), .step(run.step(1))])
    stage.press(.character("4"), .character("d"))
    #expect(!stage.model.support.isDrawing && stage.model.log.entries.last?.text.contains(":query FILE") == true)
    #expect(SupportScreen.explanation(stage.model).contains { $0.contains("can't be drawn") })
    let image = DatasetImage(
      id: ImageID(3), className: "a", width: 28, height: 28, channels: .rgb,
      pixels: [0, 90, 200].flatMap { [UInt8](repeating: $0, count: 784) })
    stage.model.images.receive([image], requested: [image.id])
    let raster = try #require(stage.model.images.raster(image.id))
    #expect(raster.components(column: 5, row: 20) == (0, 90, 200))
    let files = [image.pixels, Array(image.pixels.prefix(784))].map { QueryImage(path: "x.png", pixels: $0) }
    let model = stage.model
    let (problems, first) = stage.model.support.addFiles(files) { model.raster($0) != nil }
    #expect(
      problems == 1 && first == "x.png: the size differs from that of the data" && stage.model.support.files.count == 1)
  }

  @Test func `a swapped image is replaced by another of its class, and scores are compared`() throws {
    var stage = supported(.character("x"))
    let before = try #require(stage.model.support.episode)
    #expect(before.replacements.isEmpty)
    stage.press(.right, .character("x"))
    let after = try #require(stage.model.support.episode)
    #expect(after.support[0] == before.support[0] && after.support[1] != before.support[1])
    let image = after.support[1][0]
    #expect(after.classes[1].images.contains(image) && !after.queries.contains { $0.image == image })
    let query = try #require(stage.model.supportQuery)
    let previous = try #require(stage.model.support.scores.previous(of: query))
    let now = try #require(stage.model.support.scores.score(of: query))
    #expect(previous.similarities[0] == now.similarities[0] && previous.similarities[1] != now.similarities[1])
    stage.press(.escape)
    #expect(stage.model.support.scores.previous(of: query) == nil)
  }

  @Test func `swapping uses every unused image, and fails if there is none`() throws {
    let images = (0..<6).map { ImageID($0) }
    let item = ClassSummary(id: ClassID(0), name: "a", group: nil, images: images)
    let request = EpisodeQuery(setting: EpisodeSetting(way: 1, shot: 2), queries: 1, seed: 1)
    let drawn = DrawnEpisode(classes: [item], support: [[images[0], images[1]]], queries: [[images[2]]])
    var episode = try #require(SupportEpisode(drawn, to: request))
    let slot = SupportSlot(way: 0, shot: 0)
    var seen: [ImageID] = []
    for _ in 0..<4 {
      let isReplaced = episode.replace(at: slot)
      #expect(isReplaced)
      seen.append(episode.support[0][0])
    }
    #expect(seen == [3, 4, 5, 0].map { images[$0] })
    let full = DrawnEpisode(classes: [item], support: [Array(images[0..<5])], queries: [[images[5]]])
    var other = try #require(SupportEpisode(full, to: request))
    let isReplaced = other.replace(at: slot) || other.replace(at: SupportSlot(way: 3, shot: -1))
    #expect(!isReplaced)
  }

  @Test func `an episode counts once, with its latest scores`() throws {
    var stage = supported()
    #expect(stage.model.support.tally.episodes == 1)
    let queries = try #require(stage.model.support.episode).queries.count
    var run = SimulatedRun()
    stage.play((11...60).map { .step(run.step($0)) })
    #expect(stage.model.support.tally.queries == queries)
    stage.press(.character("r"))
    stage.settle()
    stage.press(.character("r"))
    stage.settle()
    var tally = stage.model.support.tally
    #expect(tally.episodes == 3 && tally.queries == 3 * queries)
    let wrong = tally.ranking.reduce(0) { $0 + $1.count }
    #expect(tally.correct + wrong + tally.ties == tally.queries)
    #expect(tally.ranking.map(\.count) == tally.ranking.map(\.count).sorted(by: >))
    stage.press(.character("c"))
    stage.settle()
    tally = stage.model.support.tally
    #expect(tally.episodes == 1)
  }

  @Test func `chosen classes are in every episode, and more than k of them raise k`() throws {
    var stage = supported(.character("C"), .enter, .down, .enter)
    let chosen = SimulatedResults.classes.prefix(2).map(\.id)
    #expect(stage.model.support.episode?.classes.prefix(2).map(\.id) == chosen)
    stage.press(.escape, .character("r"))
    stage.settle()
    #expect(stage.model.support.episode?.classes.prefix(2).map(\.id) == chosen)
    var state = stage.model.support
    for item in SimulatedResults.classes[2..<7] { state.toggle(item.id) }
    #expect(state.chosen.count == 7 && state.setting.way == 7)
    state.setWay(3)
    #expect(state.chosen == Array(SimulatedResults.classes.prefix(3).map(\.id)))
    state.toggle(chosen[0])
    #expect(!state.chosen.contains(chosen[0]))
  }

  @Test func `a search moves the cursor to a matching class`() {
    var stage = supported(.character("/"))
    for letter in "thai" { stage.press(.character(letter)) }
    stage.press(.enter)
    #expect(stage.model.support.focus == .classes && stage.model.support.pointedClass == 20)
    stage.press(.character("N"))
    #expect(stage.model.support.pointedClass == 39)
    stage.press(.character("/"), .character("@"), .enter)
    #expect(stage.model.support.pointedClass == 39)
  }

  @Test func `files become queries without a true class, and problems are reported`() throws {
    var stage = supported()
    stage.model.support.query(files: ["a/b.png", "notes.txt", "c.png"])
    stage.settle()
    let query = try #require(stage.model.supportQuery)
    #expect(query.id == .file(0) && query.truth == nil && query.label == "b.png")
    #expect(stage.model.log.entries.last?.text == "notes.txt: not a PNG image")
    #expect(stage.model.support.scores.score(of: query)?.similarities.count == 5)
    stage.press(.right)
    #expect(stage.model.supportQuery?.label == "c.png")
    #expect(stage.canvas.plainText.contains("c.png"))
    // An empty list removes all files; after that, the same file is read again.
    stage.model.support.query(files: [])
    #expect(stage.model.supportQuery?.id == .episode(0))
    stage.model.support.query(files: ["c.png"])
    stage.settle()
    #expect(stage.model.support.files.count == 1 && stage.model.support.awaitedFiles.isEmpty)
  }

  @Test func `a refused episode shows the reason and what to change`() {
    var stage = supported(.character("i"))
    stage.model.support.setWay(25)
    stage.settle()
    let text = stage.canvas.plainText
    #expect(text.contains("ask for fewer") && text.contains("[ fewer classes"))
    for _ in 0..<20 { stage.press(.character("[")) }
    stage.settle()
    #expect(stage.model.supportEpisode?.way == 5)
  }

  @Test func `classes with few images have few queries`() {
    var model = Model(width: 80, height: 24)
    let classes = (0..<5).map { index in
      ClassSummary(id: ClassID(index), name: "\(index)", group: nil, images: (0..<4).map { ImageID(10 * index + $0) })
    }
    model.unseen = UnseenClasses(classes: classes, ink: SimulatedResults.ink)
    #expect(model.episodeQuery.queries == 3)
    model.support.setShot(2)
    #expect(model.episodeQuery.queries == 2)
    // Without another image there is no query; one can be drawn.
    model.support.setShot(9)
    #expect(model.episodeQuery.queries == 0)
  }

  @Test func `the support set shows the page of the query's class`() throws {
    var stage = supported(width: 80, height: 24)
    stage.model.support.setWay(20)
    stage.settle()
    #expect(stage.canvas.plainText.contains("classes 1–16 of 20"))
    stage.press(.character("G"))
    #expect(stage.model.supportQuery?.truth == 19)
    #expect(stage.canvas.plainText.contains("classes 17–20 of 20"))
    let layout = stage.model.supportLayout(stage.model.frame.body)
    let last = try #require(stage.model.support.episode).support[19][0]
    #expect(SupportScreen.images(stage.model, in: stage.model.frame.body).contains(last))
    // The wheel turns the page and the focus with it.
    stage.send(.input(.mouse(MouseEvent(.wheelUp, column: layout.support.column + 3, row: layout.support.row + 3))))
    #expect(stage.model.support.focus == .support && stage.model.support.slot.way == 11)
  }

  @Test func `long names are shortened to the part that differs`() throws {
    let request = EpisodeQuery(setting: EpisodeSetting(way: 2, shot: 1), queries: 0, seed: 1)
    let names = { (names: [String], columns: Int) -> [String] in
      let classes = names.enumerated().map { ClassSummary(id: ClassID($0), name: $1, group: nil, images: []) }
      let support = names.indices.map { [ImageID($0)] }
      let drawn = DrawnEpisode(classes: classes, support: support, queries: names.map { _ in [] })
      return SupportEpisode(drawn, to: request)?.names(fitting: columns, .braille) ?? []
    }
    #expect(names(["Armenian U+0561 ա", "Thai U+0E01 ก"], 20) == ["Armenian U+0561 ա", "Thai U+0E01 ก"])
    #expect(names(["Armenian U+0561 ա", "Thai U+0E01 ก"], 9) == ["U+0561 ա", "U+0E01 ก"])
    #expect(names(["Armenian U+0561 ա", "Thai U+0E01 ก"], 5) == ["…61 ա", "…01 ก"])
    #expect(names(["letter 1", "letter 12"], 5) == ["1", "12"])
    #expect(names(["Thai/character05", "Tifinagh/character05"], 8) == ["…acter05", "…acter05"])
    #expect(names(["elephant", "cat"], 5) == ["…hant", "cat"])
    #expect(names(["a b", "b b"], -4).map(\.count) == [0, 0])
  }

  @Test func `a click in the gallery of a large screen shows the query`() throws {
    var stage = supported(width: 200, height: 60)
    let layout = stage.model.supportLayout(stage.model.frame.body)
    let episode = try #require(stage.model.support.episode)
    #expect(QueryGallery.images(episode, layout) == episode.queries.map(\.image))
    var found: [Int] = []
    for row in layout.gallery.row..<layout.gallery.endRow {
      for column in layout.gallery.column..<layout.gallery.endColumn {
        guard let index = QueryGallery.query(atColumn: column, row: row, episode, layout), !found.contains(index) else {
          continue
        }
        found.append(index)
        stage.send(.input(.mouse(MouseEvent(.press, column: column, row: row))))
        #expect(stage.model.supportQuery?.id == .episode(index))
      }
    }
    #expect(found.sorted() == Array(episode.queries.indices))
  }

  @Test func `the true class is always among the bars`() throws {
    let stage = supported()
    let episode = try #require(stage.model.support.episode)
    let score = QueryScore(similarities: [0.1, 0.5, 0.9, .nan, 0.7], distances: [], prediction: 2)
    #expect(ScoresPanel.order(stage.model, episode, score, 0, rows: 3) == [2, 4, 0])
    #expect(ScoresPanel.order(stage.model, episode, score, 0, rows: 5) == [0, 1, 2, 3, 4])
    #expect(ScoresPanel.order(stage.model, episode, nil, nil, rows: 2) == [0, 1])
  }

  @Test func `a click chooses an image, and a second click swaps it`() throws {
    var stage = supported()
    let layout = stage.model.supportLayout(stage.model.frame.body)
    let card = layout.cards.card(of: 3, around: stage.model.support.slot, in: layout.cardRoom)
    let click = Message.input(.mouse(MouseEvent(.press, column: card.column + 2, row: card.row + 2)))
    stage.send(click)
    #expect(stage.model.support.slot == SupportSlot(way: 3, shot: 0) && stage.model.support.focus == .support)
    let before = try #require(stage.model.support.episode)
    stage.send(click)
    #expect(stage.model.support.episode?.support[3] != before.support[3])
    stage.send(.input(.mouse(MouseEvent(.wheelDown, column: layout.query.column + 2, row: layout.query.row + 2))))
    #expect(stage.model.support.query == .episode(1))
  }

  @Test(
    arguments: [(5, 1), (5, 5), (20, 1), (20, 5), (50, 20), (2, 1)], [(60, 8), (76, 10), (116, 21), (196, 30), (9, 3)])
  func `cards lie within their room, and every image can be clicked`(
    setting: (way: Int, shot: Int), size: (width: Int, height: Int)
  ) {
    let cards = CardGrid(way: setting.way, shot: setting.shot, width: size.width, height: size.height)
    let room = Rectangle(column: 3, row: 2, width: size.width, height: size.height)
    var seen: Set<SupportSlot> = []
    for way in 0..<setting.way {
      for shot in 0..<setting.shot {
        let slot = SupportSlot(way: way, shot: shot)
        #expect(cards.ways(around: slot).contains(way) && cards.shots(around: slot).contains(shot))
        let card = cards.card(of: way, around: slot, in: room)
        #expect(card.column >= room.column && card.row >= room.row)
        if size.width >= 60 { #expect(card.endColumn <= room.endColumn && card.endRow <= room.endRow) }
        let area = cards.image(shot, around: slot, in: card)
        #expect(area.width == 2 * area.height && area.width >= 8)
        if let hit = cards.slot(atColumn: area.column, row: area.row, around: slot, in: room) {
          seen.insert(hit)
        }
      }
    }
    #expect(seen.count == setting.way * setting.shot)
  }
}
