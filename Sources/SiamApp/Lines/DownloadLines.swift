import Foundation
import SiamCanvas
import SiamDownloads

/// What happens while a set is downloaded, as lines for people.
struct DownloadLines {
  let set: DownloadableSet
  private var rate = DownloadRate()
  private var present: [String: Int] = [:]
  private var underWay: DownloadableFile?

  init(_ set: DownloadableSet) { self.set = set }

  /// The line for an event at a time in seconds, or nil where it needs none.
  mutating func line(_ event: DownloadEvent, at seconds: Double) -> String? {
    switch event {
    case .isThere(let file):
      present[file.name] = file.byteCount
      return "\(file.name): is there already, and sound"
    case .waiting(let file): return "\(file.name): another siam downloads it; this one waits"
    case .beginning(let file, let byteCount):
      // What was there before says nothing of the speed.
      if byteCount > 0 { rate = DownloadRate() }
      note(file, byteCount, seconds)
      return byteCount == 0 ? nil : "\(file.name): goes on after \(Figures.bytes(byteCount))"
    case .received(let file, let byteCount):
      note(file, byteCount, seconds)
      return nil
    case .retrying(let file, let reason, let pause):
      return "\(file.name): \(reason); again in \(pause.formatted()) s"
    case .turning(let file, let reason, let address): return "\(file.name): \(reason); now from \(address)"
    case .checking: return nil
    case .finished(let file):
      note(file, file.byteCount, seconds)
      underWay = nil
      return "\(file.name): \(Figures.bytes(file.byteCount)), SHA-256 as it should be"
    }
  }

  /// How far all of it is at a time, in seconds; nil while no file is under way.
  mutating func progress(at seconds: Double) -> ProgressText? {
    guard let underWay else { return nil }
    // Silence counts too.
    rate.note(total, at: seconds)
    return ProgressText(
      label: underWay.name, done: total, total: set.byteCount, bytesPerSecond: rate.bytesPerSecond)
  }

  private var total: Int { present.values.reduce(0, +) }

  private mutating func note(_ file: DownloadableFile, _ byteCount: Int, _ seconds: Double) {
    underWay = file
    present[file.name] = byteCount
    rate.note(total, at: seconds)
  }
}
