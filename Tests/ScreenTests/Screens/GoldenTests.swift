import Foundation
import SiamCanvas
import Testing

@testable import SiamScreens

/// Screens as text, compared with the files in `Golden/`; a file has one moment at every size. `SIAM_RECORD=1` rewrites
/// the files, and fails, so that recording never passes unnoticed.
@Suite struct GoldenTests {
  static let everySize = [(200, 60), (120, 40), (80, 24), (64, 18), (40, 10), (1, 1)]
  static let defaultSizes = [(120, 40), (80, 24)]

  private var folder: URL { URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden") }

  @Test(arguments: Moment.all, [Charset.braille, .ascii])
  func `a screen looks as recorded`(moment: Moment, charset: Charset) throws {
    var stage = moment.cached(width: 120, height: 40)
    stage.model.charset = charset
    var text = ""
    for (width, height) in moment.isAtEverySize ? Self.everySize : Self.defaultSizes {
      stage.send(.resized(width: width, height: height))
      stage.settle()
      text += "=== \(width) × \(height) ===\n" + stage.canvas.plainText
    }
    let file = folder.appending(path: "\(moment.name)-\(charset.rawValue).txt")
    if ProcessInfo.processInfo.environment["SIAM_RECORD"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.lastPathComponent)")
    } else {
      let golden = try String(contentsOf: file, encoding: .utf8)
      #expect(text == golden, "\(file.lastPathComponent) differs; look at it, then SIAM_RECORD=1")
    }
  }

  @Test(arguments: Moment.all)
  func `ASCII screens contain only ASCII`(moment: Moment) {
    var stage = moment.cached(width: 80, height: 24)
    stage.model.charset = .ascii
    for (width, height) in Self.everySize {
      stage.send(.resized(width: width, height: height))
      let text = stage.canvas.plainText
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(moment.name) \(width)×\(height)")
    }
  }

  @Test(arguments: Moment.all)
  func `every cell has a character, or half of one`(moment: Moment) {
    let stage = moment.cached(width: 120, height: 40)
    #expect(stage.canvas.isWellFormed)
  }

  @Test(arguments: Moment.all)
  func `a screen without colours differs only in colours`(moment: Moment) {
    var colour = moment.cached(width: 120, height: 40)
    colour.model.charset = .ascii
    var plain = colour
    plain.model.theme = .plain
    #expect(colour.canvas.plainText == plain.canvas.plainText)
    #expect(plain.canvas.cells.allSatisfy { $0.foreground == .standard && $0.background == .standard })
  }
}
