import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Images of the formats other than PNG and JPEG: see Fixtures/make-format-images.py.
struct FormatImageTests {
  private static let exact = ["webp", "gif", "bmp", "tif", "pnm"].flatMap { RecordedImage.all($0) }.filter(\.isRead)
  private static let lossy = ["avif", "heic"].flatMap { RecordedImage.all($0) }.filter(\.isRead)

  @Test func `there are images of each kind`() {
    #expect(["webp", "gif", "bmp", "tif", "pnm"].map { RecordedImage.all($0).count } == [9, 9, 14, 29, 12])
    #expect(RecordedImage.all("avif").count == 2 && RecordedImage.all("heic").count == 1)
  }

  @Test(arguments: exact)
  func `pixels equal Pillow's, or those that were written`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    #expect(try ImageDecoder.decode(file, channels: .rgb) == image.decoded(.rgb))
    #expect(try ImageDecoder.decode(file, channels: .grey) == image.decoded(.grey))
    let both = try ImageDecoder.decode(file, channels: .grey, includingColours: true)
    #expect(try both.original.converted(to: .rgb) == image.decoded(.rgb) && !both.isRepaired)
  }

  // Another library converts their colours, and rounds otherwise.
  @Test(arguments: lossy)
  func `a HEIC's and an AVIF's pixels are those of another library, nearly`(_ image: RecordedImage) throws {
    let decoded = try ImageDecoder.decode(image.bytes(), channels: .rgb)
    let expected = try image.decoded(.rgb)
    #expect(decoded.width == expected.width && decoded.height == expected.height)
    let differences = zip(decoded.pixels, expected.pixels).map { abs(Int($0) - Int($1)) }
    #expect(differences.reduce(0, +) <= 3 * differences.count, "\(differences.max() ?? 0)")
  }

  @Test(arguments: exact + lossy)
  func `a file truncated at any byte is rejected, or whole`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    let whole = try ImageDecoder.decode(file, channels: .rgb)
    for count in stride(from: 0, to: file.count, by: max(1, file.count / (isSoak ? 400 : 40))) {
      // The last number of a text may lack digits.
      if image.name.hasPrefix("pnm-2") || image.name.hasPrefix("pnm-3"), file.count - count < 6 { continue }
      guard let cut = try? ImageDecoder.decode(Array(file.prefix(count)), channels: .rgb) else { continue }
      #expect(cut == whole, "\(count) of \(file.count) bytes")
    }
  }

  @Test(arguments: exact + lossy)
  func `a file with bytes changed never traps, and its error is one line`(_ image: RecordedImage) throws {
    let file = try image.bytes()
    // Headers whole, and a share of the rest.
    for index in file.indices.prefix(700) where isSoak || index < 32 || index % 16 == 0 {
      var damaged = file
      damaged[index] ^= UInt8(truncatingIfNeeded: index &* 37 | 1)
      do throws(ImageError) {
        let decoded = try ImageDecoder.decode(damaged, channels: .rgb)
        #expect(decoded.pixels.count == decoded.width * decoded.height * 3)
      } catch {
        #expect(!error.reason.contains("\n") && !error.reason.isEmpty)
      }
    }
  }

  @Test func `images with too many pixels are rejected before memory is allocated`() {
    let files: [[UInt8]] = [
      Array("P5 65535 65535 255\n".utf8), Array("P4 999999 999999\n".utf8), Array("P3 99999999 9999999999 1 ".utf8),
      Array("GIF89a".utf8) + [255, 255, 255, 255, 0, 0, 0, 0x2C, 0, 0, 0, 0, 255, 255, 255, 255, 0, 2, 0, 0x3B],
      Array("BM".utf8) + [UInt8](repeating: 0, count: 8) + [54, 0, 0, 0, 40, 0, 0, 0, 255, 255, 255, 127, 255, 255]
        + [255, 127, 1, 0, 24, 0] + [UInt8](repeating: 0, count: 40),
    ]
    for file in files { #expect(rejection(file)?.contains("the maximum is 67108864") == true, "\(file)") }
    #expect(rejection(Array("P5 99999999999 1 255\n".utf8))?.hasPrefix("damaged PNM") == true)
    #expect(rejection(Array("P5 0 5 255\n".utf8))?.contains("0×5 pixels") == true)
  }

  @Test func `a TIFF with samples that aren't decoded is named with a command that converts it`() throws {
    guard ImageLibrary.tiff.isAvailable else { return }
    var file = try #require(RecordedImage.all("tif").first { $0.name == "tiff-grey-16.tif" }).bytes()
    // The tag of the bits in a sample becomes that of 32 bits.
    let tag = try #require(file.indices.dropLast(8).first { file[$0...].starts(with: [2, 1, 3, 0, 1, 0, 0, 0]) })
    file[tag + 8] = 32
    let reason = "a TIFF file with 32-bit integer samples; \(ImageConversion.remedy(ofExtension: "tif"))"
    #expect(rejection(file) == reason)
  }

  @Test func `broken text and values out of range are damage`() {
    let files = [
      "P2 2 1 9 3", "P2 2 1 9 3 10", "P1 2 1 1 2", "P3 1 1 255 1 2 x", "P5 2 2 255 \u{1}", "P5 2 2 0 1234", "P2 2 1",
    ]
    for file in files { #expect(rejection(Array(file.utf8))?.hasPrefix("damaged PNM (") == true, "\(file)") }
    #expect(rejection(Array("P5 2 2 70000 12345678".utf8)) == "damaged PNM (a maximum of 70000)")
  }
}

extension RecordedImage {
  /// Whether the library for the image's format is installed.
  fileprivate var isRead: Bool { ImageFormat(fileName: Array(name.utf8))?.reasonNotToRead == nil }
}
