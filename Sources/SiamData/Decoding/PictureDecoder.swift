import SiamMessages

/// Picture files of every format siam reads, told apart by how they begin, not by their names.
enum PictureDecoder {
  /// Pictures with more pixels are refused.
  static let mostPixels = 64 << 20

  /// Decodes a file into grey values, or red, green and blue, and turns it as its EXIF says.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - channels: what is wanted: a grey file fills all channels alike, of a file in colour grey is its BT.601 luma.
  /// - Returns: the picture, upright.
  /// - Throws: `PictureError` when the file is no picture siam reads, or not a whole one.
  static func decode(_ file: [UInt8], channels: Channels) throws(PictureError) -> DecodedPicture {
    let picture: DecodedPicture
    let exif: ArraySlice<UInt8>?
    switch PictureFormat(of: file) {
    case .png:
      picture = try PNGDecoder.decode(file, channels: channels)
      exif = EXIFBlock.inPNG(file)
    case .jpeg:
      picture = try JPEGDecoder.decode(file, channels: channels)
      exif = EXIFBlock.inJPEG(file)
    case let other:
      throw PictureError(reason: file.isEmpty ? "empty" : other?.reasonNotToRead ?? PictureFormat.noPicture)
    }
    return exif.map { picture.turned(Orientation(exif: $0)) } ?? picture
  }

  /// Refuses sizes that would take more memory than a picture is worth.
  static func check(width: Int, height: Int) throws(PictureError) {
    guard width > 0, height > 0, width <= mostPixels / height else {
      throw PictureError(reason: "\(width)×\(height) pixels are more than siam reads")
    }
  }
}
