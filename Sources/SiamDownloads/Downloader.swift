import Foundation
import SiamFiles

/// Brings the files of a set into a folder: resumed where they broke, checked before they get their names.
package struct Downloader: Sendable {
  /// How long to wait for whom.
  package struct Patience: Sendable {
    /// Seconds in which nothing may come.
    package var stallSeconds = 30.0
    /// How often a broken transfer is resumed.
    package var retries = 3
    /// Seconds before the first of them; twice as long before each further one.
    package var pauseSeconds = 1.0
    /// Seconds between two looks at what another process downloads.
    package var lockSeconds = 0.2

    package init() {}
  }

  /// The folder the files are put into; made where it isn't there.
  let folder: String
  /// A mirror that has all files under their names, asked instead of the catalogue's addresses.
  let mirror: String?
  let patience: Patience
  let files: any FileLayer
  let told: @Sendable (DownloadEvent) -> Void

  /// A downloader into a folder.
  ///
  /// - Parameters:
  ///   - folder: where the files are put; made where it isn't there.
  ///   - mirror: an http or https URL below which every file has its name; the catalogue's addresses where nil.
  ///   - patience: how long to wait for whom.
  ///   - files: the system's files.
  ///   - told: told what happens, on any thread, one thing after the other.
  package init(
    into folder: String, mirror: String? = nil, patience: Patience = Patience(), files: any FileLayer = SystemFiles(),
    told: @escaping @Sendable (DownloadEvent) -> Void = { _ in }
  ) {
    self.folder = folder
    self.mirror = mirror
    self.patience = patience
    self.files = files
    self.told = told
  }

  /// Brings every file of a set that isn't there.
  ///
  /// - Throws: `DownloadError`; what came of a file stays, to be gone on with, unless its checksum is wrong.
  package func fetch(_ set: DownloadableSet) async throws(DownloadError) {
    try storing { () throws(FileFailure) in try files.makeFolders(folder) }
    for file in set.files { try await fetch(file) }
  }

  private func fetch(_ file: DownloadableFile) async throws(DownloadError) {
    let target = folder + "/" + file.name
    guard let part = try await lockedPart(of: file, target) else { return told(.isThere(file)) }
    let addresses = mirror.map { [$0 + ($0.hasSuffix("/") ? "" : "/") + file.name] } ?? file.addresses
    do throws(DownloadError) {
      try await fetch(file, fromAnyOf: addresses, into: part, target)
    } catch {
      try? part.removeIfEmpty()
      throw error
    }
    try storing { () throws(FileFailure) in try part.finish(as: target) }
    told(.finished(file))
  }

  /// Brings a file from the first address that has it.
  private func fetch(
    _ file: DownloadableFile, fromAnyOf addresses: [String], into part: PartFile, _ target: String
  ) async throws(DownloadError) {
    var reasons: [DownloadError] = []
    for address in addresses {
      if let reason = reasons.last { told(.turning(file, reason: reason, address: address)) }
      do throws(DownloadError) {
        return try await fetch(file, from: address, into: part)
      } catch {
        guard error.isOfAddress else { throw error }
        reasons.append(error)
      }
    }
    guard let reason = reasons.first else { throw .badAddress("") }
    throw reason.fault == .service ? .unavailable(reason, address: addresses[0], path: target) : reason
  }

  /// The part of a file, locked by us; nil where the whole file is there.
  private func lockedPart(of file: DownloadableFile, _ target: String) async throws(DownloadError) -> PartFile? {
    if try await isSound(target, file) { return nil }
    var isWaiting = false
    while true {
      let part = try storing { () throws(FileFailure) in try PartFile(for: target, files: files) }
      if try storing({ () throws(FileFailure) in try part.lock() }) {
        // Who had the lock before may have finished, and the part we opened be no part any more.
        guard part.isCurrent else { continue }
        guard isWaiting, try await isSound(target, file) else { return part }
        try storing { () throws(FileFailure) in try part.remove() }
        return nil
      }
      if !isWaiting { told(.waiting(file)) }
      isWaiting = true
      try await pause(patience.lockSeconds)
    }
  }

  /// Whether a file has the size and the checksum it should.
  private func isSound(_ path: String, _ file: DownloadableFile) async throws(DownloadError) -> Bool {
    guard DownloadFolder.size(ofFile: path) == file.byteCount else { return false }
    return try await FileDigest.sha256(ofFile: path) == file.sha256
  }

  /// Brings a file from an address, resuming what breaks.
  private func fetch(
    _ file: DownloadableFile, from address: String, into part: PartFile
  ) async throws(DownloadError) {
    var retries = 0
    var pauseSeconds = patience.pauseSeconds
    while true {
      let before = try storing { () throws(FileFailure) in try part.length() }
      do throws(DownloadError) {
        try await transfer(file, from: address, into: part)
        return try await check(file, part)
      } catch {
        let now = try storing { () throws(FileFailure) in try part.length() }
        // Who can't be reached at all is tried again only where some of the file came just now.
        let hadAnswer = now != before || retries > 0
        guard error.isPassing, hadAnswer || !error.isUnreachable, retries < patience.retries else { throw error }
        told(.retrying(file, reason: error, seconds: pauseSeconds))
      }
      try await pause(pauseSeconds)
      retries += 1
      pauseSeconds *= 2
    }
  }

  /// One request for what is missing of a file.
  private func transfer(
    _ file: DownloadableFile, from address: String, into part: PartFile
  ) async throws(DownloadError) {
    guard let url = HTTPAddress(address)?.url else { throw .badAddress(address) }
    let start = try storing { () throws(FileFailure) in try part.resumable(from: address, byteCount: file.byteCount) }
    told(.beginning(file, byteCount: start.byteCount))
    if start.byteCount == file.byteCount { return }
    let receiver = PartReceiver(
      part: part, address: address, start: start.byteCount, byteCount: file.byteCount,
      told: { told(.received(file, byteCount: $0)) })
    let transfer = Transfer(
      request: .file(at: url, from: start.byteCount, ifStill: start.validator), stallSeconds: patience.stallSeconds)
    try await transfer.run(into: receiver)
    let length = try storing { () throws(FileFailure) in try part.length() }
    if length < file.byteCount {
      throw .broken(address: address, reason: "it ended after \(length) of \(file.byteCount) bytes")
    }
  }

  /// Takes the checksum of all that came.
  private func check(_ file: DownloadableFile, _ part: PartFile) async throws(DownloadError) {
    told(.checking(file))
    let found = try await FileDigest.sha256(ofFile: part.path)
    if found == file.sha256 { return }
    // Emptied, not removed: the lock is its, and a mirror may do better.
    try storing { () throws(FileFailure) in try part.startOver(nil) }
    throw .wrongChecksum(path: part.path, found: found, expected: file.sha256)
  }

  private func pause(_ seconds: Double) async throws(DownloadError) {
    do { try await Task.sleep(for: .seconds(seconds)) } catch { throw .cancelled }
  }
}

/// What fails of a file on disk, as a failed download.
func storing<Value>(_ body: () throws(FileFailure) -> Value) throws(DownloadError) -> Value {
  do throws(FileFailure) { return try body() } catch { throw .unwritable(error) }
}
