import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Colour images, from the file to the batch.
struct ColourDataTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for index in 0..<3 {
      for image in 0..<2 { try scratch.write("data/class\(index)/\(image).png", Self.file(index, image)) }
    }
  }

  private static let side = 6

  /// An image with bright corners, which would count as paper in grey.
  private static func file(_ index: Int, _ image: Int) -> [UInt8] {
    PNGFile.rgb(side, side) { x, y in
      (1...4).contains(x) && (1...4).contains(y) ? [40 * index, 250 - 30 * x, 20 * y + image] : [255, 250, 200]
    }
  }

  private func loaded(_ channels: Channels?) throws -> Dataset {
    var options = DatasetOptions()
    (options.side, options.channels, options.holdOut) = (Self.side, channels, .last(0))
    return try Dataset.load(path: scratch.path + "/data", options: options)
  }

  @Test func `red, green and blue planes are those of the file`() throws {
    let data = try loaded(.rgb)
    #expect(data.channels == .rgb && data.summary.channels == 3 && !data.isInverted)
    let image = try #require(data.picture(ImageID(5)))
    #expect(image.channels == .rgb && image.className == "class2")
    let planes = (0..<3).flatMap { plane in
      (0..<Self.side * Self.side).map { index -> UInt8 in
        let (x, y) = (index % Self.side, index / Self.side)
        return (1...4).contains(x) && (1...4).contains(y)
          ? [80, UInt8(250 - 30 * x), UInt8(20 * y + 1)][plane] : [255, 250, 200][plane]
      }
    }
    #expect(image.pixels == planes)
    #expect(data.inkStyle(of: data.training) == nil)
    var values: [Float] = []
    data.pixels(of: [ImageID(5)], into: &values)
    #expect(values == planes.map { Float($0) / 255 })
  }

  @Test func `turned and augmented images have all planes`() throws {
    let data = try loaded(.rgb)
    let size = Self.side * Self.side
    var (plain, turned, sampled): ([Float], [Float], [Float]) = ([], [], [])
    data.pixels(of: [ImageID(1), ImageID(4)], into: &plain)
    data.pixels(of: [ImageID(1), ImageID(4)], turned: 1, into: &turned)
    let map = AffineMap.identity.afterQuarterTurns(1)
    data.sample([ImageID(1), ImageID(4)], by: [map, map], into: &sampled)
    #expect(turned.count == 6 * size && turned == sampled)
    for index in 0..<6 * size {
      let (plane, row, column) = (index / size, index % size / Self.side, index % Self.side)
      #expect(turned[index] == plain[plane * size + column * Self.side + Self.side - 1 - row])
    }
    var recipe = Recipe()
    (recipe.batchClasses, recipe.batchImages, recipe.augmentation) = (3, 2, .photo)
    let batch = BatchMaker(dataset: data, recipe: recipe).make(step: 3)
    #expect(batch.pixels.count == 6 * 3 * size && batch.pixels.allSatisfy { (0...1).contains($0) })
  }

  @Test func `a grey recipe reads grey, which is other data than colour`() throws {
    let grey = try loaded(.grey)
    #expect(grey.channels == .grey && grey.summary.channels == 1 && grey.isInverted)
    #expect(try grey.fingerprint != loaded(.rgb).fingerprint)
    #expect(grey.inkStyle(of: grey.training) != nil)
  }

  @Test func `a file read alone equals the dataset's, and a bright border isn't paper in colour`() throws {
    let data = try loaded(.rgb)
    let path = scratch.path + "/data/class1/0.png"
    let alone = try ImageFile.read(path: path, side: Self.side, channels: .rgb)
    #expect(!alone.isInverted && alone.pixels == data.picture(ImageID(2))?.pixels)
    let inverted = try ImageFile.read(path: path, side: Self.side, channels: .rgb, inverted: true)
    #expect(inverted.pixels == alone.pixels.map { ~$0 })
    var (values, expected): ([Float], [Float]) = ([], [])
    let variants = TestTimeVariants(count: 3)
    ImageFile.pixels(of: [alone, alone], variant: 2, of: variants, into: &values)
    data.pixels(of: [ImageID(2), ImageID(2)], variant: 2, of: variants, into: &expected)
    #expect(values == expected)
    let query = QueryImage.read([path], side: Self.side, channels: .rgb, inverted: nil)
    #expect(query == [QueryImage(path: path, pixels: alone.pixels)])
    let support = try SupportFolder.load(path: scratch.path + "/data", side: Self.side, channels: .rgb)
    #expect(!support.isInverted && support.classes[1].images[0].pixels == alone.pixels)
  }

  @Test func `a grey file fills all planes alike`() throws {
    let path = try scratch.write("grey.png", PNGFile.grey(6, 6) { x, y in x * 10 + y })
    let image = try ImageFile.read(path: path, side: 6, channels: .rgb)
    let grey = try ImageFile.read(path: path, side: 6, channels: .grey)
    #expect(image.pixels == grey.pixels + grey.pixels + grey.pixels)
  }

  /// A source of two classes of two pixels, in colour and in grey, that need no decoding.
  private struct OwnPixels: ImageSource {
    private var left = ["a/0", "a/1", "b/0", "b/1"]

    mutating func next() -> SourceFile? {
      guard let name = left.popLast() else { return nil }
      let image =
        name.hasSuffix("0")
        ? DecodedImage(width: 1, height: 1, channels: .rgb, pixels: [200, 100, 50])
        : DecodedImage(width: 1, height: 1, pixels: [70])
      return SourceFile(path: name.split(separator: "/").map { Array($0.utf8) }, contents: .pixels(image))
    }
  }

  @Test func `decoded pixels are converted to the requested channels`() throws {
    func pixels(_ channels: Channels) throws -> [[UInt8]?] {
      var options = DatasetOptions()
      (options.side, options.channels, options.isInverted, options.holdOut) = (1, channels, false, .last(0))
      let data = try Dataset.load(OwnPixels(), path: "own", options: options)
      return [0, 1].map { data.picture(ImageID($0))?.pixels }
    }
    #expect(try pixels(.rgb) == [[200, 100, 50], [70, 70, 70]])
    // 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2.
    #expect(try pixels(.grey) == [[124], [70]])
  }

  @Test func `glyphs in colour repeat their grey values`() throws {
    var options = DatasetOptions()
    options.channels = .rgb
    let (grey, rgb) = (try Dataset.glyphs(), try Dataset.glyphs(options: options))
    for image in [ImageID(0), ImageID(4_321)] {
      let pixels = try #require(grey.picture(image)?.pixels)
      #expect(rgb.picture(image)?.pixels == pixels + pixels + pixels)
    }
  }

  @Test func `a dataset of images in memory has the given channels`() throws {
    var options = DatasetOptions()
    (options.channels, options.holdOut) = (.rgb, .last(0))
    let images: [[UInt8]] = [Array(0..<12), Array(12..<24)]
    let data = try Dataset(name: "own", side: 2, classes: [("a", images), ("b", images)], options: options)
    #expect(data.channels == .rgb && data.picture(ImageID(3))?.pixels == Array(12..<24))
  }
}
