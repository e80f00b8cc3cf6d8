import Foundation
import SiamCanvas
import SiamDownloads
import SiamCore

/// The progress of a download as text.
struct DownloadLines {
  let set: DownloadableSet
  private var rate = DownloadRate()
  private var present: [String: Int] = [:]
  private var current: DownloadableFile?

  init(_ set: DownloadableSet) { self.set = set }

  /// The line for an event at a time in seconds, or nil for events without one.
  mutating func line(_ event: DownloadEvent, at seconds: Double) -> String? {
    switch event {
    case .alreadyDownloaded(let file):
      present[file.name] = file.byteCount
      return "\(file.name): already downloaded, checksum OK"
    case .waiting(let file): return "\(file.name): waiting for another siam that downloads it"
    case .started(let file, let byteCount):
      // Bytes of an earlier download don't count for the speed.
      if byteCount > 0 { rate = DownloadRate() }
      record(file, byteCount, seconds)
      return byteCount == 0 ? nil : "\(file.name): resuming at \(NumberFormat.bytes(byteCount))"
    case .received(let file, let byteCount):
      record(file, byteCount, seconds)
      return nil
    case .retrying(let file, let reason, let pause):
      return "\(file.name): \(reason); retrying in \(pause.formatted()) s"
    case .switchingAddress(let file, let reason, let address): return "\(file.name): \(reason); trying \(address)"
    case .verifying: return nil
    case .finished(let file):
      record(file, file.byteCount, seconds)
      current = nil
      return "\(file.name): \(NumberFormat.bytes(file.byteCount)), SHA-256 verified"
    }
  }

  /// The progress of all files at a time in seconds; nil if no file is being downloaded.
  mutating func progress(at seconds: Double) -> ProgressText? {
    guard let current else { return nil }
    // Without new bytes the rate falls.
    rate.record(total, at: seconds)
    return ProgressText(
      label: current.name, done: total, total: set.byteCount, bytesPerSecond: rate.bytesPerSecond)
  }

  private var total: Int { present.values.reduce(0, +) }

  private mutating func record(_ file: DownloadableFile, _ byteCount: Int, _ seconds: Double) {
    current = file
    present[file.name] = byteCount
    rate.record(total, at: seconds)
  }
}
