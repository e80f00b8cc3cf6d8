import Foundation
import SiamDownloads
import SiamFiles
import Synchronization
import TestSupport

/// A dataset of one file, a server that has it, and a folder to download it into.
struct Fetching {
  static let content: [UInt8] = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 8) }

  let folder: URL
  let server: LoopbackServer
  let content: [UInt8]
  /// The SHA-256 of the content.
  private let digest: String

  /// Starts a server that responds to each request, by its number, with `respond`.
  init(
    content: [UInt8] = Self.content,
    _ respond: @escaping @Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step]
  ) throws {
    self.content = content
    var hash = try SHA256()
    try hash.update(content.span.bytes)
    digest = try hash.finalize()
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)/set")
    server = try LoopbackServer(respond)
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

  /// The names of the files in the folder, sorted.
  ///
  /// A missing folder counts as empty.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted() }

  /// A policy with pauses short enough for a test.
  static func policy(retries: Int = 3, stallSeconds: Double = 300) -> Downloader.RetryPolicy {
    var policy = Downloader.RetryPolicy()
    policy.retries = retries
    policy.stallSeconds = stallSeconds
    policy.pauseSeconds = 0.005
    policy.lockSeconds = 0.01
    return policy
  }

  /// Downloads the dataset and returns the events.
  @discardableResult
  func fetch(
    at addresses: [String]? = nil, retries: Int = 3, stallSeconds: Double = 300, events: Events = Events()
  ) async throws(DownloadError) -> [DownloadEvent] {
    let downloader = Downloader(
      into: folder.path, policy: Self.policy(retries: retries, stallSeconds: stallSeconds), onEvent: events.add)
    try await downloader.fetch(set(at: addresses))
    return events.all
  }

  /// Downloads the dataset and returns the error, or nil if it succeeds.
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

  /// Whether the folder contains exactly the complete file.
  var isClean: Bool { names == ["file.zip"] && (try? Data(contentsOf: target)) == Data(content) }

  /// Ends the server and removes the folder.
  func end() {
    server.stop()
    try? FileManager.default.removeItem(at: folder.deletingLastPathComponent())
  }
}

/// The events reported, in order.
final class Events: Sendable {
  private let events = Mutex<[DownloadEvent]>([])

  func add(_ event: DownloadEvent) { events.withLock { $0.append(event) } }

  var all: [DownloadEvent] { events.withLock { $0 } }
}
