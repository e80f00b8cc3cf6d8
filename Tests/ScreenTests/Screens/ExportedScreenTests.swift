import Foundation
import SiamCanvas
import Testing

@testable import SiamScreens

/// Screens as SVG images; saved in the folder `SIAM_GALLERY`, if it is set, for inspection.
@Suite struct ExportedScreenTests {
  @Test(arguments: Moment.all) func `a screen is an SVG image of less than 150 kB`(moment: Moment) throws {
    let stage = moment.cached(width: 120, height: 40)
    let image = stage.canvas.exported(as: .svg, theme: stage.model.theme)
    #expect(image.utf8.count < 150_000)
    try save(image, "\(moment.name).svg")
  }

  @Test(arguments: ThemeName.allCases, [false, true])
  func `a screen can be drawn in every theme`(name: ThemeName, onLight: Bool) throws {
    let moment = try #require(Moment.all.first { $0.name == "training" })
    let theme = Theme.named(name, onLight: onLight)
    var stage = moment.cached(width: 120, height: 40)
    stage.model.theme = theme
    let image = stage.canvas.exported(as: .svg, theme: theme)
    let ground = theme.background == .standard ? (onLight ? "#ffffff" : "#101216") : theme.background.hexadecimal
    #expect(image.contains("rx=\"6\" fill=\"\(ground)\"/>"))
    try save(image, "training-\(name.rawValue)\(onLight ? "-on-light" : "").svg")
    try save(stage.canvas.ansiText, "training-\(name.rawValue)\(onLight ? "-on-light" : "").ansi")
  }

  private func save(_ text: String, _ name: String) throws {
    guard let path = ProcessInfo.processInfo.environment["SIAM_GALLERY"] else { return }
    let folder = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }
}
