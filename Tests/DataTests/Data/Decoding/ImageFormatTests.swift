import Testing

@testable import SiamData

/// Files are recognised by their contents; names say what to expect.
struct ImageFormatTests {
  @Test func `formats are recognised by their first bytes`() {
    let starts: [([UInt8], ImageFormat)] = [
      ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png),
      (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif),
      (Array("RIFF\u{1}\u{2}\u{3}\u{4}WEBPVP8 ".utf8), .webP),
      (Array("BM\u{1}\u{2}\u{3}\u{4}\0\0\0\0\u{36}\0\0\0\u{28}\0\0\0".utf8), .bmp),
      (Array("II*\0".utf8), .tiff), (Array("MM\0*".utf8), .tiff), (Array("II+\0".utf8), .tiff),
      (Array("P5\n92 112\n255\n".utf8), .pnm), (Array("P1 # bits\n3 3".utf8), .pnm), (Array("P6#c\n8".utf8), .pnm),
      (Array("\0\0\0\u{18}ftypheic\0\0\0\0mif1heic".utf8), .heic),
      (Array("\0\0\0\u{1C}ftypmif1\0\0\0\0mif1avifmiaf".utf8), .avif), (Array("\0\0\0\u{18}ftypavif".utf8), .avif),
      ([0xFF, 0x0A], .jpegXL), (Array("8BPS".utf8), .photoshop), (Array("<svg xmlns=''/>".utf8), .svg),
      (Array("<?xml version='1.0'?><svg/>".utf8), .svg), ([0, 0, 1, 0], .icon), (Array("P7\nWIDTH 3".utf8), .pam),
      (Array("\0\0\0\u{18}ftypcrx ".utf8), .cameraRaw),
    ]
    for (start, format) in starts { #expect(ImageFormat(of: start) == format, "\(start)") }
  }

  @Test func `texts, videos and short files have no format`() {
    let starts = [
      "", "hello", "BMW, Audi", "BM and so on, a text of some length", "P1 is the first pump", "P5", "P", "GIF",
      "RIFF1234WAVE",
      "\0\0\0\u{18}ftypisom\0\0\u{2}\0isomiso2", "\0\0\0\u{14}ftypqt  ", "%PDF-1.4", "<?xml version='1.0'?><a/>",
    ]
    for start in starts { #expect(ImageFormat(of: Array(start.utf8)) == nil, "\(start)") }
    #expect(ImageFormat(of: [0x89, 0x50, 0x4E, 0x47]) == nil && ImageFormat(of: [0xFF]) == nil)
  }

  @Test func `names have a format by their extension, also where a web service appended something`() {
    let names: [(String, ImageFormat?)] = [
      ("a.png", .png), ("B.JPG", .jpeg), ("c.jpg_large", .jpeg), ("d.jpg!d", .jpeg), ("e.jpeg?w=200", .jpeg),
      ("f.pgm", .pnm), ("g.NEF", .cameraRaw), ("h.heic", .heic), ("png", nil), ("", nil), ("a.", nil), ("a.txt", nil),
      ("1a2b3c", nil), ("a.png.txt", nil),
    ]
    for (name, format) in names { #expect(ImageFormat(fileName: Array(name.utf8)) == format, "\(name)") }
  }

  @Test func `every extension belongs to one format, and every format has one`() {
    let extensions = ImageFormat.allCases.flatMap(\.extensions)
    #expect(Set(extensions).count == extensions.count)
    for format in ImageFormat.allCases {
      #expect(!format.extensions.isEmpty && !format.name.isEmpty)
      for ending in format.extensions {
        #expect(OtherFile.kind(ofName: Array("a.\(ending)".utf8)) == nil, "\(ending)")
      }
    }
  }

  @Test func `a format that isn't read is named with a command that converts a folder and those below it`() {
    #expect(
      ImageFormat.jpegXL.reasonNotToRead
        == "a JPEG XL file; convert it (ImageMagick: find . -iname '*.jxl' -exec mogrify -format png {} +)")
    #expect(ImageFormat.openEXR.reasonNotToRead?.hasPrefix("an OpenEXR file; convert it") == true)
    for format in ImageFormat.allCases where !format.isRead {
      #expect(format.reasonNotToRead?.contains("find . -iname '*.\(format.extensions[0])'") == true)
    }
    for format in [ImageFormat.png, .jpeg, .gif, .bmp, .pnm] { #expect(format.reasonNotToRead == nil) }
  }

  @Test func `a format whose library is missing is named with the package to install`() {
    #expect(
      ImageFormat.heic.reasonWithoutLibrary
        == "a HEIC file; install libheif1, or "
        + "convert it (ImageMagick: find . -iname '*.heic' -exec mogrify -format png {} +)")
    #expect(ImageFormat.avif.reasonWithoutLibrary?.hasPrefix("an AVIF file; install libheif1, or") == true)
    #expect(ImageFormat.webP.reasonWithoutLibrary?.contains("install libwebp7") == true)
    #expect(ImageFormat.tiff.reasonWithoutLibrary?.contains("install libtiff6") == true)
    for format in ImageFormat.allCases where format.library != nil {
      let isAvailable = format.library?.isAvailable == true
      #expect(format.reasonNotToRead == (isAvailable ? nil : format.reasonWithoutLibrary))
      #expect(ImageFormat.isOutdated(format.reasonWithoutLibrary ?? "") == isAvailable)
    }
    #expect(!ImageFormat.isOutdated(ImageFormat.noImage))
  }

  @Test func `files beside the images are known by their names`() {
    let kinds: [(String, String?)] = [
      ("README", "README"), ("readme.txt", ".txt"), ("Thumbs.db", "Thumbs.db"), ("labels.CSV", ".csv"),
      ("LICENSE", "LICENSE"), ("IMG_1.MOV", ".mov"), ("a.json", ".json"), ("0001", nil), ("a.jpg", nil),
      ("a.0001", nil),
      ("", nil), ("a.jxl", nil),
    ]
    for (name, kind) in kinds { #expect(OtherFile.kind(ofName: Array(name.utf8)) == kind, "\(name)") }
  }

  @Test func `what was saved in the place of an image is named with what to do`() {
    let page = Array("\n<!DOCTYPE html><html><body>404".utf8)
    #expect(ImageFormat.reasonNotAnImage(page) == "a web page, not an image; download it again")
    let pointer = Array("version https://git-lfs.github.com/spec/v1\noid sha256:1".utf8)
    #expect(ImageFormat.reasonNotAnImage(pointer) == "a Git LFS pointer, not an image; run: git lfs pull")
    #expect(ImageFormat.reasonNotAnImage([0, 0, 0]).hasPrefix("not an image, only zeros"))
    #expect(ImageFormat.reasonNotAnImage(Array("hello".utf8)) == "not an image")
  }
}
