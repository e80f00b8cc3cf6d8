import Foundation
import SiamDownloads
import Testing
import TestSupport

/// Downloads from a server that behaves well.
@Suite(.timeLimit(.minutes(30))) struct DownloaderTests {
  private func with(_ fetching: Fetching, _ body: (Fetching) async throws -> Void) async throws {
    defer { fetching.end() }
    try await body(fetching)
  }

  @Test func `a file is downloaded whole, and nothing else is left`() async throws {
    try await with(try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }) { fetching in
      let events = try await fetching.fetch()
      #expect(fetching.isClean)
      #expect(events.first == .started(fetching.file(), byteCount: 0))
      #expect(events.suffix(2) == [.verifying(fetching.file()), .finished(fetching.file())])
      #expect(events.contains(.received(fetching.file(), byteCount: 100_000)))
      #expect(fetching.server.requests.map(\.path) == ["/file.zip"])
      #expect(fetching.server.requests[0].headers["accept-encoding"] == "identity")
    }
  }

  @Test func `an intact file isn't downloaded again`() async throws {
    try await with(try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }) { fetching in
      try await fetching.fetch()
      let again = try await fetching.fetch()
      #expect(again == [.alreadyDownloaded(fetching.file())])
      #expect(fetching.server.requests.count == 1)
      // The right size, but other contents.
      try Data(Fetching.content.reversed()).write(to: fetching.target)
      try await fetching.fetch()
      #expect(fetching.isClean)
    }
  }

  @Test func `a mirror has every file under its name`() async throws {
    try await with(try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }) { fetching in
      for (mirror, path) in [("/mirror", "/mirror/file.zip"), ("/", "/file.zip")] {
        let downloader = Downloader(into: fetching.folder.path, mirror: fetching.server.address + mirror)
        try await downloader.fetch(fetching.set(at: ["http://127.0.0.1:1/never"]))
        #expect(fetching.server.requests.last?.path == path)
        try FileManager.default.removeItem(at: fetching.target)
      }
    }
  }

  @Test func `if one address fails, the next is tried`() async throws {
    let respond: @Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step] = { request, _ in
      request.path == "/good" ? FileResponse(Fetching.content).steps(request) : FileResponse.empty("404 Not Found")
    }
    try await with(try Fetching(respond)) { fetching in
      let addresses = ["/gone", "/good"].map { fetching.server.address + $0 }
      let events = try await fetching.fetch(at: addresses)
      #expect(fetching.isClean)
      let reason = DownloadError.httpError(address: addresses[0], status: 404)
      #expect(events.contains(.switchingAddress(fetching.file(at: addresses), reason: reason, address: addresses[1])))
    }
  }

  @Test func `a redirect is followed`() async throws {
    let respond: @Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step] = { request, _ in
      request.path == "/file.zip"
        ? FileResponse.empty("302 Found", ["Location: /other.zip"]) : FileResponse(Fetching.content).steps(request)
    }
    try await with(try Fetching(respond)) { fetching in
      try await fetching.fetch()
      #expect(fetching.isClean)
      #expect(fetching.server.requests.map(\.path) == ["/file.zip", "/other.zip"])
    }
  }

  @Test func `two concurrent downloads of a file send one request`() async throws {
    try await with(try Fetching { request, _ in FileResponse(Fetching.content).steps(request) }) { fetching in
      async let one = fetching.fetch()
      async let other = fetching.fetch()
      let both = try await [one, other]
      #expect(fetching.isClean)
      #expect(fetching.server.requests.count == 1)
      #expect(both.contains { $0.last == .finished(fetching.file()) })
      #expect(both.contains { $0.last == .alreadyDownloaded(fetching.file()) })
    }
  }

  @Test func `a second download waits for the first and resumes it if it fails`() async throws {
    let respond: @Sendable (LoopbackServer.Request, Int) -> [LoopbackServer.Step] = { request, number in
      var response = FileResponse(Fetching.content)
      if number == 0 { (response.breaksAfter, response.hangs) = (1_000, true) }
      return response.steps(request)
    }
    try await with(try Fetching(respond)) { fetching in
      let first = Task { await fetching.failure() }
      while DownloadFolder.size(ofFile: fetching.part.path) != 1_000 { try await Task.sleep(for: .milliseconds(2)) }
      let events = Events()
      let second = Task { try await fetching.fetch(events: events) }
      while events.all != [.waiting(fetching.file())] { try await Task.sleep(for: .milliseconds(2)) }
      first.cancel()
      _ = try await second.value
      #expect(fetching.isClean)
      let failure = await first.value
      #expect(failure == .cancelled)
      #expect(fetching.server.requests.last?.headers["range"] == "bytes=1000-")
    }
  }
}
