import Foundation
import SiamDownloads
import Testing
import TestSupport

/// Downloads that are interrupted and resumed.
@Suite(.timeLimit(.minutes(30))) struct ResumingTests {
  /// A server that breaks off its first response after 30,000 bytes; `change` applies to the later ones.
  private func fetching(_ change: @escaping @Sendable (inout FileResponse) -> Void = { _ in }) throws -> Fetching {
    try Fetching { request, number in
      var response = FileResponse(Fetching.content)
      if number == 0 { response.breaksAfter = 30_000 } else { change(&response) }
      return response.steps(request)
    }
  }

  @Test func `an interrupted transfer is resumed at once, and only the rest is sent`() async throws {
    let fetching = try fetching()
    defer { fetching.end() }
    let events = try await fetching.fetch()
    #expect(fetching.isClean)
    let headers = fetching.server.requests.map { [$0.headers["range"], $0.headers["if-range"]] }
    #expect(headers == [[nil, nil], ["bytes=30000-", "\"first\""]])
    let sent = fetching.server.bytesSent[1]
    #expect((70_000..<70_400).contains(sent))
    #expect(events.contains(.started(fetching.file(), byteCount: 30_000)))
    let retries = events.filter { if case .retrying = $0 { true } else { false } }
    #expect(retries.count == 1)
  }

  @Test func `an interrupted download is resumed by the next run`() async throws {
    let fetching = try fetching()
    defer { fetching.end() }
    let failure = await fetching.failure()
    #expect(failure?.fault == .service)
    #expect(fetching.names == ["file.zip.part", "file.zip.part.json"])
    let part = try Data(contentsOf: fetching.part)
    #expect(part == Data(Fetching.content[..<30_000]))
    try await fetching.fetch(retries: 0)
    #expect(fetching.isClean)
    #expect(fetching.server.requests[1].headers["range"] == "bytes=30000-")
  }

  @Test func `a server without ranges sends the whole file again`() async throws {
    let fetching = try fetching { $0.hasRanges = false }
    defer { fetching.end() }
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests[1].headers["range"] == "bytes=30000-")
  }

  @Test func `a file that has changed meanwhile is downloaded from the start`() async throws {
    let fetching = try fetching { $0.validator = "\"second\"" }
    defer { fetching.end() }
    // The bytes received before the change differ from the new version's.
    _ = await fetching.failure()
    try Data(repeating: 1, count: 30_000).write(to: fetching.part)
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests[1].headers["if-range"] == "\"first\"")
  }

  @Test(arguments: [nil, "W/\"weak\""])
  func `without a strong validator the file is downloaded from the start`(_ validator: String?) async throws {
    let fetching = try Fetching { request, number in
      var response = FileResponse(Fetching.content)
      response.validator = validator
      if number == 0 { response.breaksAfter = 30_000 }
      return response.steps(request)
    }
    defer { fetching.end() }
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests.allSatisfy { $0.headers["range"] == nil })
  }

  @Test func `the rest is requested from the target of the redirect`() async throws {
    let fetching = try Fetching { request, number in
      if request.path == "/file.zip" { return FileResponse.empty("302 Found", ["Location: /other.zip"]) }
      var response = FileResponse(Fetching.content)
      if number == 1 { response.breaksAfter = 30_000 }
      return response.steps(request)
    }
    defer { fetching.end() }
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests.last?.path == "/other.zip")
    #expect(fetching.server.requests.last?.headers["range"] == "bytes=30000-")
  }

  @Test func `a complete part is only verified`() async throws {
    let fetching = try fetching()
    defer { fetching.end() }
    try FileManager.default.createDirectory(at: fetching.folder, withIntermediateDirectories: true)
    try Data(Fetching.content).write(to: fetching.part)
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests.isEmpty)
  }

  @Test(arguments: [
    "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 5-9/100000\r\nContent-Length: 5\r\n\r\nwrong",
    "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 99999999999999999999-9/-1\r\n\r\nwrong",
    "HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\nwrong",
    "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\n\r\n",
  ])
  func `a response with the wrong range is rejected and the download restarts`(_ text: String) async throws {
    let fetching = try Fetching { request, number in
      var response = FileResponse(Fetching.content)
      if number == 0 { response.breaksAfter = 30_000 }
      return number == 1 ? [.send(Array(text.utf8))] : response.steps(request)
    }
    defer { fetching.end() }
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests.count == 3)
    #expect(fetching.server.requests[2].headers["range"] == nil)
  }

  @Test func `a cancelled download retains its partial file`() async throws {
    let fetching = try Fetching { request, number in
      var response = FileResponse(Fetching.content)
      if number == 0 { (response.breaksAfter, response.hangs) = (30_000, true) }
      return response.steps(request)
    }
    defer { fetching.end() }
    let task = Task { await fetching.failure() }
    while DownloadFolder.size(ofFile: fetching.part.path) != 30_000 { try await Task.sleep(for: .milliseconds(2)) }
    task.cancel()
    let failure = await task.value
    #expect(failure == .cancelled)
    try await fetching.fetch()
    #expect(fetching.isClean)
    #expect(fetching.server.requests[1].headers["range"] == "bytes=30000-")
  }
}
