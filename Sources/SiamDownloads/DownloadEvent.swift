/// What happens while a set is downloaded.
package enum DownloadEvent: Equatable, Sendable {
  /// A file is there, and sound.
  case isThere(DownloadableFile)
  /// Another process downloads it; this one waits.
  case waiting(DownloadableFile)
  /// A file begins, with what had come of it before.
  case beginning(DownloadableFile, byteCount: Int)
  /// So much of it is there now, in bytes.
  case received(DownloadableFile, byteCount: Int)
  /// It broke, and is tried again at the same address after a pause.
  case retrying(DownloadableFile, reason: DownloadError, seconds: Double)
  /// An address didn't bring it; the next one is tried.
  case turning(DownloadableFile, reason: DownloadError, address: String)
  /// All of it came; its checksum is taken.
  case checking(DownloadableFile)
  /// It has its name now.
  case finished(DownloadableFile)
}
