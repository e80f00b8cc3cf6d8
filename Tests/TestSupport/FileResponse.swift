/// A server's responses to requests for a file or a range of it.
package struct FileResponse: Sendable {
  /// The file's contents.
  package var content: [UInt8]
  /// The ETag, or nil for none.
  package var validator: String? = "\"first\""
  /// Whether the server supports range requests.
  package var hasRanges = true
  /// The number of bytes of the body after which the response breaks off, or nil to send all.
  package var breaksAfter: Int?
  /// Whether the server hangs after the body instead of closing the connection.
  package var hangs = false
  /// Additional headers.
  package var headers: [String] = []

  /// Creates responses with the given contents.
  package init(_ content: [UInt8]) { self.content = content }

  /// Returns the response to a request.
  ///
  /// Source: RFC 9110 §14.
  package func steps(_ request: LoopbackServer.Request) -> [LoopbackServer.Step] {
    var head = ["Accept-Ranges: \(hasRanges ? "bytes" : "none")", "Connection: close"] + headers
    if let validator { head.append("ETag: \(validator)") }
    var (status, body) = ("200 OK", content[...])
    let isSame = request.headers["if-range"].map { $0 == validator } ?? true
    if hasRanges, isSame, let range = request.headers["range"], let start = Int(range.dropFirst(6).dropLast()) {
      guard start < content.count else {
        return [.send(Self.head("416 Range Not Satisfiable", head + ["Content-Length: 0"]))]
      }
      status = "206 Partial Content"
      body = content[start...]
      head.append("Content-Range: bytes \(start)-\(content.count - 1)/\(content.count)")
    }
    head.append("Content-Length: \(body.count)")
    let steps: [LoopbackServer.Step] = [.send(Self.head(status, head)), .send(Array(body.prefix(breaksAfter ?? .max)))]
    return hangs ? steps + [.hang] : steps
  }

  /// Returns a response with a status and no body.
  package static func empty(_ status: String, _ headers: [String] = []) -> [LoopbackServer.Step] {
    [.send(head(status, headers + ["Content-Length: 0", "Connection: close"]))]
  }

  /// Returns the bytes of a status line and headers.
  package static func head(_ status: String, _ headers: [String]) -> [UInt8] {
    Array((["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n").utf8)
  }
}
