import Foundation
import SiamDownloads
import SiamFiles
import Testing
import TestSupport

/// Failing servers, networks and disks: each error is one line, and no wrong file is left behind.
@Suite(.timeLimit(.minutes(30))) struct FailureTests {
  private func isOneLine(_ error: DownloadError?) -> Bool {
    guard let text = error.map({ "\($0)" }) else { return false }
    return !text.isEmpty && !text.contains("\n")
  }

  @Test func `a wrong checksum is reported with the expected one, and the file is removed`() async throws {
    let other = Array(Fetching.content.reversed())
    let fetching = try Fetching { request, _ in FileResponse(other).steps(request) }
    defer { fetching.end() }
    let failure = await fetching.failure(retries: 3)
    guard case .wrongChecksum(_, let found, let expected) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(expected == fetching.file().sha256 && found != expected)
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.contains(found) && text.contains(expected))
    #expect(failure?.fault == .data)
    #expect(fetching.names.isEmpty)
    #expect(fetching.server.requests.count == 1)
  }

  @Test(arguments: [403, 404, 410]) func `a client error is not retried`(_ status: Int) async throws {
    let fetching = try Fetching { _, _ in FileResponse.empty("\(status) No") }
    defer { fetching.end() }
    let failure = await fetching.failure(retries: 3)
    let address = fetching.server.address + "/file.zip"
    let reason = DownloadError.httpError(address: address, status: status)
    #expect(failure == .unavailable(reason, address: address, path: fetching.target.path))
    #expect(isOneLine(failure))
    #expect(fetching.names.isEmpty)
    #expect(fetching.server.requests.count == 1)
  }

  @Test func `a busy server is retried at most as often as the policy says`() async throws {
    let fetching = try Fetching { request, number in
      number < 2 ? FileResponse.empty("503 Busy") : FileResponse(Fetching.content).steps(request)
    }
    defer { fetching.end() }
    let failure = await fetching.failure(retries: 1)
    #expect(failure?.fault == .service)
    #expect(fetching.server.requests.count == 2)
    try await fetching.fetch()
    #expect(fetching.isClean)
  }

  @Test func `a server that falls silent is given up`() async throws {
    let fetching = try Fetching { request, _ in
      var response = FileResponse(Fetching.content)
      (response.breaksAfter, response.hangs) = (10, true)
      return response.steps(request)
    }
    defer { fetching.end() }
    let failure = await fetching.failure(stallSeconds: 0.15)
    let address = fetching.server.address + "/file.zip"
    // On a busy machine the first bytes may not have arrived in time.
    let reasons = [
      DownloadError.stalled(address: address, seconds: 0.15), .broken(address: address, reason: "no response in time"),
    ]
    let expected = reasons.map { DownloadError.unavailable($0, address: address, path: fetching.target.path) }
    let isExpected = failure.map(expected.contains) ?? false
    #expect(isExpected, "\(String(describing: failure))")
  }

  @Test func `a server that never responds is given up`() async throws {
    let fetching = try Fetching { _, _ in [.hang] }
    defer { fetching.end() }
    let failure = await fetching.failure(stallSeconds: 0.15)
    #expect(failure?.fault == .service)
    #expect(isOneLine(failure))
    #expect(fetching.names.isEmpty)
  }

  @Test(arguments: ["http://127.0.0.1:PORT", "http://siam-test.invalid"])
  func `an unreachable host is reported at once, with what to do`(_ base: String) async throws {
    let fetching = try Fetching { _, _ in [] }
    defer { fetching.end() }
    let address = base.replacingOccurrences(of: "PORT", with: "\(try LoopbackServer.closedPort())") + "/file.zip"
    let failure = await fetching.failure(at: [address], retries: 3)
    let text = failure.map { "\($0)" } ?? ""
    #expect(text.hasPrefix("can't reach \(try #require(URL(string: address)?.host)): "))
    #expect(text.contains("check the network"))
    #expect(text.hasSuffix("download \(address) yourself into \(fetching.target.path)"))
    #expect(isOneLine(failure))
    #expect(failure?.fault == .service)
    #expect(fetching.names.isEmpty)
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort", "HTTP/1.1 200 OK\r\nContent-Length: 4294967296000\r\n\r\nlong",
  ])
  func `a file of another size is rejected`(_ response: String) async throws {
    let fetching = try Fetching { _, _ in [.send(Array(response.utf8))] }
    defer { fetching.end() }
    let failure = await fetching.failure(retries: 3)
    guard case .wrongSize = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(fetching.names.isEmpty)
    #expect(fetching.server.requests.count == 1)
  }

  @Test func `more bytes than the file's size are rejected without an announced length`() async throws {
    let fetching = try Fetching { _, _ in
      [
        .send(FileResponse.head("200 OK", ["Connection: close"])), .send(Fetching.content), .send(Fetching.content),
        .hang,
      ]
    }
    defer { fetching.end() }
    let failure = await fetching.failure()
    guard case .wrongSize(_, _, let expected) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(expected == 100_000)
    #expect(fetching.names.isEmpty)
  }

  @Test(arguments: [
    "nonsense", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", "HTTP/1.1 999 \r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnone", "",
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"a\", nonce=\"b\"\r\n\r\n",
    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"\r\n\r\n",
    "HTTP/1.1 407 Proxy\r\nProxy-Authenticate: NTLM\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 200 OK\r\nno colon\r\n: none\r\n\r\n", "HTTP/1.1 303 See Other\r\n\r\nbody",
    "HTTP/1.1 304 Not Modified\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
  ])
  func `an invalid response is an error and leaves no file`(_ response: String) async throws {
    let fetching = try Fetching { _, _ in [.send(Array(response.utf8))] }
    defer { fetching.end() }
    let failure = await fetching.failure(stallSeconds: 1)
    #expect(isOneLine(failure))
    #expect(!fetching.names.contains("file.zip"))
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/file.zip", "/file.zip", ""])
  func `circular redirects and targets other than web addresses are not followed`(_ target: String) async throws {
    let fetching = try Fetching { _, _ in FileResponse.empty("302 Found", ["Location: \(target)"]) }
    defer { fetching.end() }
    let failure = await fetching.failure()
    #expect(failure?.fault == .service)
    #expect(isOneLine(failure))
    #expect(fetching.names.isEmpty)
    #expect(fetching.server.requests.count <= 12)
  }

  @Test(arguments: [nil, "/file.zip", "/elsewhere.zip"])
  func `a download cancelled at any moment ends`(_ target: String?) async throws {
    let fetching = try Fetching { request, _ in
      // One of the targets is circular.
      if let target, request.path == "/file.zip" {
        return FileResponse.empty("302 Found", ["Location: \(target)"])
      }
      return FileResponse(Fetching.content).steps(request)
    }
    defer { fetching.end() }
    for moment in 0..<(isSoak ? 10_000 : 60) {
      let task = Task { await fetching.failure() }
      try await Task.sleep(for: .microseconds(moment % 60 * 100))
      task.cancel()
      let failure = await task.value
      #expect(failure == nil || failure == .cancelled || failure?.fault == .service, "\(String(describing: failure))")
      try? FileManager.default.removeItem(at: fetching.folder)
    }
  }

  @Test(arguments: ["", "file.zip", "file:///etc/passwd", "http://", "http:///nowhere"])
  func `an address that is not a web address is rejected`(_ address: String) async throws {
    let fetching = try Fetching { _, _ in [] }
    defer { fetching.end() }
    let failure = await fetching.failure(at: [address])
    #expect(failure == .badAddress(address))
    #expect(failure?.fault == .usage)
  }

  @Test func `a folder that can't be created is reported`() async throws {
    let fetching = try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }
    defer { fetching.end() }
    let parent = fetching.folder.deletingLastPathComponent()
    try Data().write(to: parent)
    let failure = await fetching.failure()
    guard case .unwritable(let system) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(system.code == ENOTDIR)
    #expect(failure?.fault == .storage)
    #expect(isOneLine(failure))
    #expect(fetching.server.requests.isEmpty)
  }

  @Test func `a full disk is reported in one line, and no mirror is tried`() async throws {
    let fetching = try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }
    defer { fetching.end() }
    try FileManager.default.createDirectory(at: fetching.folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: fetching.part.path, withDestinationPath: "/dev/full")
    let address = fetching.server.address + "/file.zip"
    let failure = await fetching.failure(at: [address, address], retries: 3)
    #expect(failure == .unwritable(FileFailure(code: ENOSPC, path: fetching.part.path)))
    #expect("\(try #require(failure))".contains("free some space"))
    #expect(isOneLine(failure))
    #expect(fetching.server.requests.count == 1)
  }
}
