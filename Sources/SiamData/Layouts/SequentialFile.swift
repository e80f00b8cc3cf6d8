/// Reads the unpacked bytes of a file from start to end: a file on disk, or one in an archive.
protocol SequentialFile: AnyObject {
  /// The number of bytes in all, or nil if it is known only at the end, as for a compressed file.
  var size: Int? { get }
  /// Reads the next `count` bytes, or fewer at the end of the file.
  ///
  /// - Throws: `DataError` when the file can't be read, ends early, is damaged or unpacks to more than `UnpackLimit`
  ///   allows.
  func read(_ count: Int) throws(DataError) -> [UInt8]
}

extension ByteStream: SequentialFile {}
