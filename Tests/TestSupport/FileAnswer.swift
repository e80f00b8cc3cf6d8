/// How a server answers who asks for a file of a name and contents, or for a part of it.
package struct FileAnswer: Sendable {
  package var content: [UInt8]
  /// What tells this content from another; nil where the server says nothing of the kind.
  package var validator: String? = "\"first\""
  /// Whether parts are given.
  package var hasRanges = true
  /// How many bytes of the body are sent before it breaks; all where nil.
  package var breaksAfter: Int?
  /// Whether it hangs where it breaks, instead of closing the connection.
  package var hangs = false
  /// Headers beside the usual ones.
  package var headers: [String] = []

  package init(_ content: [UInt8]) { self.content = content }

  /// The answer to a request.
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

  /// An answer with a status and no body.
  package static func empty(_ status: String, _ headers: [String] = []) -> [LoopbackServer.Step] {
    [.send(head(status, headers + ["Content-Length: 0", "Connection: close"]))]
  }

  /// The bytes before a body.
  package static func head(_ status: String, _ headers: [String]) -> [UInt8] {
    Array((["HTTP/1.1 \(status)"] + headers + ["", ""]).joined(separator: "\r\n").utf8)
  }
}
