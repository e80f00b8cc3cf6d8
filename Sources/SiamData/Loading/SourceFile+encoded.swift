import SiamFiles

extension SourceFile {
  /// Reads the encoded file; of a file that is not an image, only its first bytes.
  ///
  /// The file is opened once, and whether it is an image is decided by its first bytes, whatever its name is.
  ///
  /// - Returns: the bytes, or the reason why the file can't be used.
  func encoded() -> Result<[UInt8], ImageError> {
    if let reasonToSkip { return .failure(ImageError(reason: reasonToSkip)) }
    switch contents {
    case .unusable(let reason): return .failure(ImageError(reason: reason))
    case .bytes(let bytes): return .success(bytes)
    case .pixels: return .failure(ImageError(reason: "not an image file"))
    case .onDisk(let path):
      switch FileBytes.contents(of: path, limit: Self.maxBytes + 1, whereStart: { ImageFormat(of: $0) != nil }) {
      case .failure(let error): return .failure(ImageError(reason: error.reasonInSentence))
      case .success(let bytes):
        return bytes.count > Self.maxBytes ? .failure(ImageError(reason: Self.tooLarge)) : .success(bytes)
      }
    }
  }

  /// Reserves the memory for the encoded file, or returns nil if it is small or in memory already.
  func reservation() -> MemoryReservation? {
    guard case .onDisk(let path) = contents, case .success(let size) = FileBytes.size(of: path), size > 8 << 20 else {
      return nil
    }
    return DecodingMemory.files.reserve(min(size, Self.maxBytes))
  }

  /// Whether the file is an image, by its first bytes, or by its name if it can't be opened.
  var isImage: Bool {
    let isNamedAsImage = ImageFormat(fileName: path.last ?? []) != nil
    guard case .onDisk(let location) = contents else { return isNamedAsImage }
    guard case .success(let start) = FileBytes.contents(of: location, limit: ImageFormat.detectedBytes) else {
      return isNamedAsImage
    }
    return ImageFormat(of: start) != nil || isNamedAsImage
  }
}
