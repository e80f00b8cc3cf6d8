import SiamFiles
import Assets
import Foundation
import SiamCore

extension Dataset {
  /// Loads the glyphs that come with siam: characters of many scripts in many typefaces.
  ///
  /// A class is a character, and its images are typefaces. `HoldOut.standard` is the split of the index.
  ///
  /// - Throws: `DataError` when the sheets are missing or damaged, or the split can't be made.
  public static func glyphs(options: DatasetOptions = DatasetOptions()) throws(DataError) -> Dataset {
    let index: String
    do throws(AssetError) {
      index = try Assets.path("Glyphs/index.json")
    } catch {
      throw .glyphsMissing(reason: error.description)
    }
    return try glyphs(folder: String(index.dropLast("/index.json".count)), options: options)
  }

  /// Loads the glyphs from a folder of sheets and their `index.json`.
  static func glyphs(folder: String, options: DatasetOptions) throws(DataError) -> Dataset {
    let index = try GlyphIndex(folder: folder)
    let sheets = try readSheets(index, folder: folder)
    var classIndex = ClassIndex()
    var cells: [(sheet: Int, cell: Int)] = []
    for (number, script) in index.scripts.enumerated() {
      classIndex.addGroup(script.name)
      for (row, character) in script.characters.enumerated() {
        let cellsOfRow = (0..<script.typefaces.count).map { row * script.typefaces.count + $0 }
        // A typeface without the character has a blank cell.
        let filled = cellsOfRow.filter { !sheets[number].isBlank[$0] }
        cells += filled.map { (number, $0) }
        guard !filled.isEmpty else { continue }
        classIndex.addClass(script.className(of: character), images: filled.count, split: script.split)
      }
    }
    var problems = DataProblems()
    let split = try ClassSplit(classIndex, named: "glyphs", options: options, problems: &problems)
    let side = options.side ?? DatasetOptions.defaultImageSide
    let channels = options.channels ?? .grey
    let pixels = gather(cells, from: sheets, cell: index.cell, side: side, planes: channels.count)
    return Dataset(
      name: "glyphs", side: side, channels: channels, classIndex: classIndex, pixels: PixelStore(pixels),
      isInverted: false, split: split, problems: problems)
  }
}

/// A decoded sheet, and which of its cells are blank, row by row.
private struct GlyphSheet {
  var image: DecodedImage
  var columns: Int
  var isBlank: [Bool]

  init(_ image: DecodedImage, rows: Int, columns: Int, cell: Int) {
    self.image = image
    self.columns = columns
    var isBlank = [Bool](repeating: true, count: rows * columns)
    let nothing = [UInt8](repeating: 0, count: cell)
    image.pixels.withUnsafeBufferPointer { pixels in
      for row in 0..<rows {
        for column in 0..<columns {
          let corner = row * cell * image.width + column * cell
          isBlank[row * columns + column] = (0..<cell).allSatisfy { line in
            let start = corner + line * image.width
            return UnsafeBufferPointer(rebasing: pixels[start..<start + cell]).isEqual(to: nothing)
          }
        }
      }
    }
    self.isBlank = isBlank
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func isEqual(to other: [UInt8]) -> Bool {
    guard count == other.count, let baseAddress else { return count == other.count }
    return memcmp(baseAddress, other, count) == 0
  }
}

/// Decodes every sheet of the index on all cores.
private func readSheets(_ index: GlyphIndex, folder: String) throws(DataError) -> [GlyphSheet] {
  let outcomes = concurrentMap(index.scripts.count) { number in
    Result { () throws(DataError) in try readSheet(index.scripts[number], cell: index.cell, folder: folder) }
  }
  var sheets: [GlyphSheet] = []
  for outcome in outcomes { sheets.append(try outcome.get()) }
  return sheets
}

private func readSheet(_ script: GlyphIndex.Script, cell: Int, folder: String) throws(DataError) -> GlyphSheet {
  let file = folder + "/" + script.sheet
  let bytes: [UInt8]
  switch FileBytes.contents(of: Array(file.utf8), limit: SourceFile.maxBytes) {
  case .success(let read): bytes = read
  case .failure(let error): throw .glyphsMissing(reason: "\(file): can't be read (\(error.reasonInSentence))")
  }
  let image: DecodedImage
  do throws(ImageError) {
    image = try PNGDecoder.decode(bytes)
  } catch {
    throw .glyphsDamaged(file: file, reason: error.reason)
  }
  let rows = script.characters.count
  let columns = script.typefaces.count
  guard image.width == columns * cell, image.height == rows * cell else {
    throw .glyphsDamaged(
      file: file,
      reason: "\(image.width)×\(image.height) pixels, not \(columns)×\(rows) cells of \(cell)×\(cell)")
  }
  return GlyphSheet(image, rows: rows, columns: columns, cell: cell)
}

/// Copies cells from their sheets, each resized to `side × side` and repeated in `planes` equal planes.
private func gather(
  _ cells: [(sheet: Int, cell: Int)], from sheets: [GlyphSheet], cell: Int, side: Int, planes: Int
) -> [UInt8] {
  let resize = AreaResize(from: (cell, cell), to: (side, side))
  let size = side * side
  return [UInt8](unsafeUninitializedCapacity: cells.count * planes * size) { target, count in
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell * cell) { whole in
      for (number, source) in cells.enumerated() {
        let sheet = sheets[source.sheet]
        let corner = source.cell / sheet.columns * cell * sheet.image.width + source.cell % sheet.columns * cell
        sheet.image.pixels.withUnsafeBufferPointer { pixels in
          for line in 0..<cell {
            let start = corner + line * sheet.image.width
            _ = UnsafeMutableBufferPointer(rebasing: whole[line * cell..<(line + 1) * cell])
              .initialize(fromContentsOf: pixels[start..<start + cell])
          }
        }
        let first = number * planes * size
        let plane = UnsafeMutableBufferPointer(rebasing: target[first..<first + size])
        resize.resize(UnsafeBufferPointer(whole), into: plane)
        for copy in 1..<planes {
          _ = UnsafeMutableBufferPointer(rebasing: target[first + copy * size..<first + (copy + 1) * size])
            .initialize(fromContentsOf: plane)
        }
      }
    }
    count = cells.count * planes * size
  }
}
