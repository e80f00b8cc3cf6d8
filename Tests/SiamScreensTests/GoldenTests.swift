import Foundation
import SiamCanvas
import Testing

@testable import SiamScreens

/// Screens as text, kept in `Golden/`. `SIAM_RECORD=1` writes them anew, and fails, so that nobody records by accident.
@Suite struct GoldenTests {
  static let sizes = [(200, 60), (120, 40), (80, 24), (64, 18), (40, 10), (1, 1)]

  private var folder: URL { URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden") }

  @Test(arguments: Moment.allCases)
  func `the Train screen looks as recorded`(moment: Moment) throws {
    let isRecording = ProcessInfo.processInfo.environment["SIAM_RECORD"] != nil
    var stage = moment.cached(width: 120, height: 40)
    for (width, height) in GoldenTests.sizes {
      for charset in [Charset.braille, .ascii] {
        stage.model.charset = charset
        stage.send(.resized(width: width, height: height))
        let file = folder.appending(path: "\(moment.rawValue)-\(width)x\(height)-\(charset.rawValue).txt")
        let text = stage.canvas.plainText
        if isRecording {
          try text.write(to: file, atomically: true, encoding: .utf8)
          Issue.record("recorded \(file.lastPathComponent)")
        } else {
          let golden = try String(contentsOf: file, encoding: .utf8)
          #expect(text == golden, "\(file.lastPathComponent) differs; look at it, then SIAM_RECORD=1")
        }
      }
    }
  }

  @Test(arguments: Moment.allCases)
  func `ASCII screens hold nothing but ASCII`(moment: Moment) {
    var stage = moment.cached(width: 80, height: 24)
    stage.model.charset = .ascii
    for (width, height) in GoldenTests.sizes {
      stage.send(.resized(width: width, height: height))
      let text = stage.canvas.plainText
      #expect(text.utf8.allSatisfy { $0 < 0x80 }, "\(moment) \(width)×\(height)")
    }
  }

  @Test(arguments: Moment.allCases)
  func `every cell holds a character of one column`(moment: Moment) {
    let stage = moment.cached(width: 120, height: 40)
    #expect(stage.canvas.cells.allSatisfy { $0.scalar.isOneColumn })
  }

  @Test func `a screen without colours differs in nothing but colours`() {
    let colour = Moment.collapsed.stage(width: 120, height: 40, charset: .ascii, theme: .dark)
    let plain = Moment.collapsed.stage(width: 120, height: 40, charset: .ascii, theme: .plain)
    #expect(colour.canvas.plainText == plain.canvas.plainText)
    #expect(plain.canvas.cells.allSatisfy { $0.foreground == .standard && $0.background == .standard })
  }
}
