import Foundation
import SiamCanvas
import SiamScreens

/// A screen saved to a file.
enum ScreenFile {
  /// Draws a model at its own size and writes the result; blocks on the disk.
  ///
  /// - Parameters:
  ///   - model: the model to draw.
  ///   - format: the format of the file.
  ///   - path: the file to write or replace; nil for a new file in the working folder, named by screen and step.
  /// - Returns: a line that says where the file is, or why it could not be saved.
  static func save(_ model: Model, as format: ScreenFormat, path: String?) -> String {
    var canvas = Canvas(width: model.width, height: model.height)
    draw(model, into: &canvas)
    let text = canvas.exported(as: format, theme: model.theme)
    let file = path.map { NSString(string: $0).expandingTildeInPath } ?? free(model.fileStem, format)
    do throws(CommandFailure) {
      try writeFile(Data(text.utf8), to: file)
      return "saved \(file)"
    } catch {
      return "the screen is not saved; \(error.message)"
    }
  }

  /// A name that no file in the working folder has.
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
