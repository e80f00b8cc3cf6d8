import Foundation
import SiamCanvas
import Testing

@testable import SiamScreens

/// Screens as pictures; kept in the folder `SIAM_GALLERY`, where it is set, to be looked at.
@Suite struct ExportedScreenTests {
  @Test(arguments: Moment.all) func `a screen is a picture of less than 150 kB`(moment: Moment) throws {
    let stage = moment.cached(width: 120, height: 40)
    let picture = stage.canvas.exported(as: .svg, theme: stage.model.theme)
    #expect(picture.utf8.count < 150_000)
    try keep(picture, "\(moment.name).svg")
  }

  @Test(arguments: ThemeName.allCases, [false, true])
  func `a screen can be drawn in every theme`(name: ThemeName, onLight: Bool) throws {
    let moment = try #require(Moment.all.first { $0.name == "training" })
    let theme = Theme.named(name, onLight: onLight)
    var stage = moment.cached(width: 120, height: 40)
    stage.model.theme = theme
    let picture = stage.canvas.exported(as: .svg, theme: theme)
    let ground = theme.ground == .standard ? (onLight ? "#ffffff" : "#101216") : theme.ground.hexadecimal
    #expect(picture.contains("rx=\"6\" fill=\"\(ground)\"/>"))
    try keep(picture, "training-\(name.rawValue)\(onLight ? "-on-light" : "").svg")
    try keep(stage.canvas.ansiText, "training-\(name.rawValue)\(onLight ? "-on-light" : "").ansi")
  }

  private func keep(_ text: String, _ name: String) throws {
    guard let path = ProcessInfo.processInfo.environment["SIAM_GALLERY"] else { return }
    let folder = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }
}
