import Foundation
import SiamCanvas
import Testing

@testable import SiamScreens

/// Writes screens as ANSI text into the folder `SIAM_GALLERY`, for inspection.
@Suite struct GalleryTests {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SIAM_GALLERY"] != nil))
  func `the gallery is written`() throws {
    let folder = URL(fileURLWithPath: ProcessInfo.processInfo.environment["SIAM_GALLERY"] ?? "/tmp/gallery")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (width, height) in [(200, 60), (120, 40), (80, 24), (64, 18), (40, 10)] {
      for moment in Moment.all {
        let stage = moment.stage(width: width, height: height, charset: .braille)
        try stage.canvas.ansiText.write(
          to: folder.appending(path: "\(moment.name)-\(width)x\(height).ansi"), atomically: true, encoding: .utf8)
      }
    }
    for name in ["training", "margins", "triplets", "support", "support-drawing", "space", "pairs"] {
      let moment = try #require(Moment.all.first { $0.name == name })
      for (look, charset, theme) in [
        ("plain", Charset.braille, Theme.plain), ("block", .block, .dark), ("ascii", .ascii, .dark),
        ("light", .braille, .light),
      ] {
        let stage = moment.stage(width: 120, height: 40, charset: charset, theme: theme)
        try stage.canvas.ansiText.write(
          to: folder.appending(path: "\(name)-\(look).ansi"), atomically: true, encoding: .utf8)
      }
    }
  }
}
