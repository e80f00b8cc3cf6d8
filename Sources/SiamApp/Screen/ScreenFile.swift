import Foundation
import SiamCanvas
import SiamScreens

/// A screen saved to a file.
enum ScreenFile {
  /// Draws a model as it is shown and writes it.
  ///
  /// A file at `path` is replaced; without one a new file in the working folder is named by screen and step. The line
  /// that comes back says where the file is, or why it is nowhere.
  static func save(_ model: Model, as format: ScreenFormat, path: String?) -> String {
    var canvas = Canvas(width: model.width, height: model.height)
    draw(model, into: &canvas)
    let text = canvas.exported(as: format, theme: model.theme)
    let file = path.map { NSString(string: $0).expandingTildeInPath } ?? free(model.fileStem, format)
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      return "saved \(file)"
    } catch {
      return "the screen can't be saved as \(file): \(error.localizedDescription)"
    }
  }

  /// A name in the working folder that no file has.
  private static func free(_ stem: String, _ format: ScreenFormat) -> String {
    let ending =
      switch format {
      case .text: "txt"
      case .ansi: "ansi"
      case .svg: "svg"
      }
    let names = [stem] + (2...99).map { "\(stem)-\($0)" }
    let name = names.first { !FileManager.default.fileExists(atPath: "\($0).\(ending)") } ?? stem
    return "\(name).\(ending)"
  }
}
