import Foundation
package import SiamFiles

/// Downloads the files of a dataset into a folder. Interrupted files are resumed, and files get their final names only
/// after their checksums are verified.
package struct Downloader: Sendable {
  /// Timeouts and retries.
  package struct RetryPolicy: Sendable {
    /// The time without data after which a transfer fails, in seconds.
    package var stallSeconds = 30.0
    /// The maximum number of times a failed transfer is resumed.
    package var retries = 3
    /// The pause before the first retry, in seconds; it doubles for each further one.
    package var pauseSeconds = 1.0
    /// The interval at which a lock held by another process is tried, in seconds.
    package var lockSeconds = 0.2

    /// Creates the default policy.
    package init() {}
  }

  /// The folder of the files; created if missing.
  let folder: String
  /// A mirror with all files under their names, used instead of the catalogue's addresses.
  let mirror: String?
  let policy: RetryPolicy
  let files: any FileSystem
  let onEvent: @Sendable (DownloadEvent) -> Void

  /// Creates a downloader into a folder.
  ///
  /// - Parameters:
  ///   - folder: the folder of the files; created if missing.
  ///   - mirror: an http or https URL below which every file has its name (default: the catalogue's addresses).
  ///   - policy: timeouts and retries.
  ///   - files: the file system.
  ///   - onEvent: called with each event, in order, on any thread.
  package init(
    into folder: String, mirror: String? = nil, policy: RetryPolicy = RetryPolicy(),
    files: any FileSystem = PosixFileSystem(),
    onEvent: @escaping @Sendable (DownloadEvent) -> Void = { _ in }
  ) {
    self.folder = folder
    self.mirror = mirror
    self.policy = policy
    self.files = files
    self.onEvent = onEvent
  }

  /// Downloads the missing files of a dataset.
  ///
  /// - Throws: `DownloadError`; a partial file is retained to be resumed, unless its checksum is wrong.
  @concurrent package func fetch(_ set: DownloadableSet) async throws(DownloadError) {
    try storing { () throws(FileFailure) in try files.makeFolders(folder) }
    for file in set.files { try await fetch(file) }
  }

  private func fetch(_ file: DownloadableFile) async throws(DownloadError) {
    let target = folder + "/" + file.name
    guard let part = try await lockedPart(of: file, target) else { return onEvent(.alreadyDownloaded(file)) }
    let addresses = mirror.map { [$0 + ($0.hasSuffix("/") ? "" : "/") + file.name] } ?? file.addresses
    do throws(DownloadError) {
      try await fetch(file, fromAnyOf: addresses, into: part, target)
    } catch {
      // An empty part left behind is harmless, and the download's own error matters more.
      try? part.removeIfEmpty()
      throw error
    }
    try storing { () throws(FileFailure) in try part.finish(as: target) }
    onEvent(.finished(file))
  }

  /// Downloads a file from the first address that has it.
  private func fetch(
    _ file: DownloadableFile, fromAnyOf addresses: [String], into part: PartFile, _ target: String
  ) async throws(DownloadError) {
    var reasons: [DownloadError] = []
    for address in addresses {
      if let reason = reasons.last { onEvent(.switchingAddress(file, reason: reason, address: address)) }
      do throws(DownloadError) {
        return try await fetch(file, from: address, into: part)
      } catch {
        guard error.isAddressSpecific else { throw error }
        reasons.append(error)
      }
    }
    guard let reason = reasons.first else { throw .badAddress("") }
    throw reason.fault == .service ? .unavailable(reason, address: addresses[0], path: target) : reason
  }

  /// Opens and locks the part of a file, waiting for other processes; returns nil if the file is already complete.
  private func lockedPart(of file: DownloadableFile, _ target: String) async throws(DownloadError) -> PartFile? {
    if try await isIntact(target, file) { return nil }
    var isWaiting = false
    while true {
      let part = try storing { () throws(FileFailure) in try PartFile(for: target, files: files) }
      if try storing({ () throws(FileFailure) in try part.lock() }) {
        // The lock's previous owner may have finished, so that the opened part has been renamed or removed.
        guard part.isCurrent else { continue }
        guard isWaiting, try await isIntact(target, file) else { return part }
        try storing { () throws(FileFailure) in try part.remove() }
        return nil
      }
      if !isWaiting { onEvent(.waiting(file)) }
      isWaiting = true
      try await pause(policy.lockSeconds)
    }
  }

  /// Whether a file has the right size and checksum.
  private func isIntact(_ path: String, _ file: DownloadableFile) async throws(DownloadError) -> Bool {
    guard DownloadFolder.size(ofFile: path) == file.byteCount else { return false }
    return try await FileDigest.sha256(ofFile: path) == file.sha256
  }

  /// Downloads a file from an address, resuming failed transfers.
  private func fetch(
    _ file: DownloadableFile, from address: String, into part: PartFile
  ) async throws(DownloadError) {
    var retries = 0
    var pauseSeconds = policy.pauseSeconds
    while true {
      let before = try storing { () throws(FileFailure) in try part.length() }
      do throws(DownloadError) {
        try await transfer(file, from: address, into: part)
        return try await check(file, part)
      } catch {
        let now = try storing { () throws(FileFailure) in try part.length() }
        // An unreachable host is tried again only if it has just sent some of the file.
        let hasResponded = now != before || retries > 0
        guard error.isTransient, hasResponded || !error.isUnreachable, retries < policy.retries else { throw error }
        onEvent(.retrying(file, reason: error, seconds: pauseSeconds))
      }
      try await pause(pauseSeconds)
      retries += 1
      pauseSeconds *= 2
    }
  }

  /// Sends one request for the missing part of a file.
  private func transfer(
    _ file: DownloadableFile, from address: String, into part: PartFile
  ) async throws(DownloadError) {
    guard let url = HTTPAddress(address)?.url else { throw .badAddress(address) }
    let start = try storing { () throws(FileFailure) in try part.resumable(from: address, byteCount: file.byteCount) }
    onEvent(.started(file, byteCount: start.byteCount))
    if start.byteCount == file.byteCount { return }
    let receiver = PartReceiver(
      part: part, address: address, start: start.byteCount, byteCount: file.byteCount,
      onProgress: { onEvent(.received(file, byteCount: $0)) })
    let transfer = Transfer(
      request: .file(at: url, from: start.byteCount, ifStill: start.validator), stallSeconds: policy.stallSeconds)
    try await transfer.run(into: receiver)
    let length = try storing { () throws(FileFailure) in try part.length() }
    if length < file.byteCount {
      throw .broken(address: address, reason: "it ended after \(length) of \(file.byteCount) bytes")
    }
  }

  /// Verifies the checksum of the complete part.
  private func check(_ file: DownloadableFile, _ part: PartFile) async throws(DownloadError) {
    onEvent(.verifying(file))
    let found = try await FileDigest.sha256(ofFile: part.path)
    if found == file.sha256 { return }
    // Emptied, not removed: it holds the lock, and the next address is tried.
    try storing { () throws(FileFailure) in try part.reset(nil) }
    throw .wrongChecksum(path: part.path, found: found, expected: file.sha256)
  }

  private func pause(_ seconds: Double) async throws(DownloadError) {
    do { try await Task.sleep(for: .seconds(seconds)) } catch { throw .cancelled }
  }
}

/// Runs `body` and rethrows a failed file operation as a `DownloadError`.
func storing<Value>(_ body: () throws(FileFailure) -> Value) throws(DownloadError) -> Value {
  do throws(FileFailure) { return try body() } catch { throw .unwritable(error) }
}

/// An event of the download of a dataset.
package enum DownloadEvent: Equatable, Sendable {
  /// A file is already downloaded, and its checksum is right.
  case alreadyDownloaded(DownloadableFile)
  /// Another process is downloading the file; this one waits.
  case waiting(DownloadableFile)
  /// A transfer starts, after `byteCount` bytes that were received before.
  case started(DownloadableFile, byteCount: Int)
  /// `byteCount` bytes of the file have been received in total.
  case received(DownloadableFile, byteCount: Int)
  /// The transfer failed and will be retried at the same address after a pause.
  case retrying(DownloadableFile, reason: DownloadError, seconds: Double)
  /// An address failed; the next one is tried.
  case switchingAddress(DownloadableFile, reason: DownloadError, address: String)
  /// The file is complete; its checksum is being verified.
  case verifying(DownloadableFile)
  /// The file is verified and has its final name.
  case finished(DownloadableFile)
}
