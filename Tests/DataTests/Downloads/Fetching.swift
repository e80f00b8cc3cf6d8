import Foundation
import SiamDownloads
import SiamFiles
import Synchronization
import TestSupport

/// A set of one file, a server, and a folder it is downloaded into.
struct Fetching {
  static let content: [UInt8] = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }

  let folder: URL
  let server: LoopbackServer
  let content: [UInt8]
  /// The SHA-256 of the content.
  private let digest: String

  /// Starts a server that answers so.
  init(
    content: [UInt8] = Self.content,
    _ answer: @escaping @Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step]
  ) throws {
    self.content = content
    var hash = try SHA256()
    try hash.update(content.span.bytes)
    digest = try hash.finalize()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)/set")
    server = try LoopbackServer(answer)
  }

  /// The file, at the server's address and perhaps at others.
  func file(at addresses: [String]? = nil) -> DownloadableFile {
    DownloadableFile(
      name: "file.zip", byteCount: content.count, sha256: digest,
      addresses: addresses ?? [server.address + "/file.zip"])
  }

  func set(at addresses: [String]? = nil) -> DownloadableSet {
    DownloadableSet(name: "set", summary: "", files: [file(at: addresses)], trainingFile: nil)
  }

  var target: URL { folder.appendingPathComponent("file.zip") }
  var part: URL { folder.appendingPathComponent("file.zip.part") }

  /// What is in the folder.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

  /// What a test can wait for.
  static func patience(retries: Int = 3, stallSeconds: Double = 300) -> Downloader.Patience {
    var patience = Downloader.Patience()
    patience.retries = retries
    patience.stallSeconds = stallSeconds
    patience.pauseSeconds = 0.005
    patience.lockSeconds = 0.01
    return patience
  }

  /// Downloads, and tells what happened.
  @discardableResult
  func fetch(
    at addresses: [String]? = nil, retries: Int = 3, stallSeconds: Double = 300, events: Events = Events()
  ) async throws(DownloadError) -> [DownloadEvent] {
    let downloader = Downloader(
      into: folder.path, patience: Self.patience(retries: retries, stallSeconds: stallSeconds), told: events.add)
    try await downloader.fetch(set(at: addresses))
    return events.all
  }

  /// The error a download ends with; nil where it doesn't.
  func failure(
    at addresses: [String]? = nil, retries: Int = 0, stallSeconds: Double = 300
  ) async -> DownloadError? {
    do throws(DownloadError) {
      try await fetch(at: addresses, retries: retries, stallSeconds: stallSeconds)
      return nil
    } catch {
      return error
    }
  }

  /// Whether the file is there, whole, and nothing beside it.
  var isClean: Bool { names == ["file.zip"] && (try? Data(contentsOf: target)) == Data(content) }

  /// Ends the server and removes the folder.
  func end() {
    server.stop()
    try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }
}

/// What was told, in order.
final class Events: Sendable {
  private let events = Mutex<[DownloadEvent]>([])

  func add(_ event: DownloadEvent) { events.withLock { $0.append(event) } }

  var all: [DownloadEvent] { events.withLock { $0 } }
}
