/// How much may come out of a compressed file before it is taken for one that was made to fill a machine.
///
/// Pictures are compressed already, and come out of an archive at about their size. One-bit drawings of 105×105 as raw
/// bytes, the emptiest data people have, are 85 times as large as their .gz; zeros are 1,000 times as large.
enum UnpackLimit {
  /// How many times a file's own size.
  static let mostTimes = 100
  /// So many bytes come out of any file, however small.
  static let freeBytes = 64 << 20

  /// The most bytes that may come out of a file of `size` bytes.
  static func mostBytes(ofFile size: Int) -> Int {
    let (times, overflow) = size.multipliedReportingOverflow(by: mostTimes)
    let (bytes, tooMany) = times.addingReportingOverflow(freeBytes)
    return overflow || tooMany ? Int.max : bytes
  }
}
