import SiamCanvas
import SiamData
import SiamMessages
import SiamTerminal

/// Pictures in rows with a label before each, to be printed.
struct PictureSheet {
  struct Row {
    var label: String
    var pictures: [Picture]
  }

  /// No terminal is wide enough for more in a row.
  static let mostPictures = 24
  /// Columns of a picture that is small enough for a terminal of 80, and large enough to be made out.
  private static let leastColumns = 14

  let canvas: Canvas

  /// Draws rows into some columns; as many pictures of each as there is room for.
  init(rows: [Row], width: Int, charset: Charset, theme: Theme = .dark) {
    let side = rows.lazy.flatMap(\.pictures).map { max($0.width, $0.height) }.max() ?? 1
    let columns = min(side, max(Self.leastColumns, width / 6))
    let height = (columns + 1) / 2
    var canvas = Canvas(width: width, height: rows.count * (height + 1))
    canvas.charset = charset
    let labels = min(20, width / 4)
    for (number, row) in rows.enumerated() {
      let top = number * (height + 1) + 1
      for (line, words) in printable(row.label).wrapped(to: labels - 1).prefix(height).enumerated() {
        canvas.write(words, column: 0, row: top + line, limit: labels - 1)
      }
      for (place, picture) in row.pictures.enumerated() {
        let left = labels + place * (columns + 1)
        guard left + columns <= width else { break }
        guard let raster = Self.raster(of: picture) else { continue }
        canvas.picture(
          raster, in: Rectangle(column: left, row: top, width: columns, height: height), theme: theme)
      }
    }
    self.canvas = canvas
  }

  /// What a picture looks like on a canvas.
  private static func raster(of picture: Picture) -> Raster? {
    Raster(
      width: picture.width, height: picture.height, isColoured: picture.channels == .rgb, pixels: picture.pixels)
  }

  /// As an output shows it: in its colours, or as plain text where it has none.
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
  /// Plain ASCII where it shows too few colours, as where it is a file.
  var charset: Charset { supportsUTF8 && colors >= .sixteen ? .braille : .ascii }
}
