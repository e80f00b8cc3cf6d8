import SiamCanvas
import SiamData
import SiamCore
import SiamTerminal

/// A sheet of images for the terminal: rows with a label each.
struct ImageSheet {
  struct Row {
    var label: String
    var images: [DatasetImage]
  }

  /// Maximum number of images in a row; more don't fit on any terminal.
  static let maxImages = 24
  /// Minimum width of an image in columns: five fit on a terminal of 80 columns, and details can be seen.
  private static let minColumns = 14

  let canvas: Canvas

  /// Draws rows with as many images as fit.
  ///
  /// - Parameters:
  ///   - rows: the rows.
  ///   - width: the width in columns.
  ///   - charset: the characters that images are drawn with.
  ///   - labelCharset: the characters of the labels.
  ///   - theme: the colours.
  init(rows: [Row], width: Int, charset: Charset, labels labelCharset: Charset, theme: Theme = .dark) {
    let side = rows.lazy.flatMap(\.images).map { max($0.width, $0.height) }.max() ?? 1
    let columns = min(side, max(Self.minColumns, width / 6))
    let height = (columns + 1) / 2
    var canvas = Canvas(width: width, height: rows.count * (height + 1))
    let labels = min(20, width / 4)
    for (number, row) in rows.enumerated() {
      let top = number * (height + 1) + 1
      canvas.charset = labelCharset
      for (line, text) in printable(row.label).wrapped(to: labels - 1).prefix(height).enumerated() {
        canvas.write(text, column: 0, row: top + line, limit: labels - 1)
      }
      canvas.charset = charset
      for (index, image) in row.images.enumerated() {
        let left = labels + index * (columns + 1)
        guard left + columns <= width else { break }
        guard let raster = Self.raster(of: image) else { continue }
        canvas.picture(
          raster, in: Rectangle(column: left, row: top, width: columns, height: height), theme: theme)
      }
    }
    self.canvas = canvas
  }

  /// The image as canvases draw it.
  private static func raster(of image: DatasetImage) -> Raster? {
    Raster(width: image.width, height: image.height, isColoured: image.channels == .rgb, pixels: image.pixels)
  }

  /// The sheet as text in the colours of an output.
  func text(for output: PrintedOutput) -> String {
    switch output.colors {
    case _ where output.charset == .ascii: canvas.plainText
    case .direct: canvas.ansiText
    case .palette256: canvas.ansiText(in: .xterm256)
    case .monochrome, .eight, .sixteen: canvas.ansiText(in: .ansi16)
    }
  }
}

extension PrintedOutput {
  /// The characters that images are drawn with: ASCII for files, and for terminals without colours or UTF-8.
  var charset: Charset { supportsUTF8 && colors >= .sixteen ? .braille : .ascii }

  /// The characters that names are printed with: all but for a terminal without UTF-8.
  var nameCharset: Charset { isTerminal && !supportsUTF8 ? .ascii : .braille }
}
