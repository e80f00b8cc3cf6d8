import Foundation

/// Text in lower case that knows which file and line each of its bytes is from; runs of blanks are one blank.
struct MarkedText {
  /// Where an occurrence is.
  struct Location: Hashable, Comparable, CustomStringConvertible {
    var path: String
    var line: Int

    var description: String { "\(path):\(line)" }
    static func < (left: Location, right: Location) -> Bool {
      (left.path, left.line) < (right.path, right.line)
    }
  }

  private(set) var bytes: [UInt8] = [UInt8(ascii: " ")]
  /// The first byte of each stretch from one line, in order.
  private var marks: [(offset: Int, location: Location)] = []
  private var markedPath = ""
  private var markedLine = 0

  init() {}

  /// A text of its own, as a test or a table writes it.
  init(_ text: String) {
    for byte in text.utf8 { append(byte, "", 1) }
    end()
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func mark(_ path: String, _ line: Int) {
    guard line != markedLine || path != markedPath else { return }
    (markedPath, markedLine) = (path, line)
    marks.append((bytes.count, Location(path: path, line: line)))
  }

  /// Adds a byte of text; blanks, and the slashes of comments, are joined into one blank.
  mutating func append(_ byte: UInt8, _ path: String, _ line: Int) {
    let blank = UInt8(ascii: " ")
    let isBlank = byte == blank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "*")
    if isBlank, bytes[bytes.count - 1] == blank { return }
    mark(path, line)
    bytes.append(isBlank ? blank : isUpper(byte) ? byte | 0x20 : byte)
  }

  /// Ends a literal or a sentence, so that no phrase goes over its end.
  mutating func end() { bytes += [UInt8(ascii: "."), UInt8(ascii: " ")] }

  /// Adds an identifier as ` |its|parts|`, and a type's last part once more with a `^`.
  mutating func appendIdentifier(_ name: ArraySlice<UInt8>, _ path: String, _ line: Int) {
    mark(path, line)
    let bar = UInt8(ascii: "|")
    bytes += [UInt8(ascii: " "), bar]
    var lastPart = bytes.count
    var parts = 1
    for index in name.indices {
      let byte = name[index]
      if byte == UInt8(ascii: "_") {
        if bytes[bytes.count - 1] != bar {
          bytes.append(bar)
          lastPart = bytes.count
          parts += 1
        }
        continue
      }
      if index > name.startIndex, isUpper(byte) {
        let previous = name[index - 1]
        let isFollowedByLower = index + 1 < name.endIndex && isLower(name[index + 1])
        if isLower(previous) || isDigit(previous) || (isUpper(previous) && isFollowedByLower) {
          bytes.append(bar)
          lastPart = bytes.count
          parts += 1
        }
      }
      bytes.append(isUpper(byte) ? byte | 0x20 : byte)
    }
    bytes.append(bar)
    if parts > 1, isUpper(name[name.startIndex]) {
      let part = Array(bytes[lastPart..<bytes.count - 1])
      bytes.append(UInt8(ascii: "^"))
      bytes += part
      bytes.append(bar)
    }
  }

  /// The file and line of a byte.
  func location(of offset: Int) -> Location {
    var (low, high) = (0, marks.count)
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? marks[low - 1].location : Location(path: "", line: 0)
  }

  /// The offsets of every occurrence of a pattern.
  func offsets(of pattern: String) -> [Int] {
    var found: [Int] = []
    (bytes + [0]).withUnsafeBufferPointer { all in
      guard let base = UnsafeRawPointer(all.baseAddress)?.assumingMemoryBound(to: CChar.self) else { return }
      var start = base
      while let hit = strstr(start, pattern) {
        found.append(UnsafePointer(hit) - base)
        start = UnsafePointer(hit) + 1
      }
    }
    return found
  }
}

extension MarkedText {
  /// The offsets where a pattern of `Vocabulary` occurs, but for those within an allowed phrase.
  func occurrences(of pattern: String, isIdentifier: Bool, allowed: [String]) -> [Int] {
    let exceptions = allowed.filter { ($0.contains(" ") || $0.contains("-")) != isIdentifier }
      .map { isIdentifier ? Self.parts(of: $0) : $0 }
    return (isIdentifier ? identifiers(pattern) : phrases(pattern)).filter { offset in
      !exceptions.contains { isWithin($0, offset) }
    }
  }

  /// A name as its parts, without what marks a type.
  private static func parts(of name: String) -> String {
    var text = MarkedText()
    text.appendIdentifier(ArraySlice(name.utf8), "", 1)
    return String(text.text.drop { $0 == " " })
  }

  private func identifiers(_ pattern: String) -> [Int] {
    let core = pattern.replacingOccurrences(of: " ", with: "|")
    if pattern.hasPrefix("func ") {
      let whole = " |" + pattern.replacing(" ", with: "| |") + "|"
      return offsets(of: whole).filter { bytes.count == $0 + whole.utf8.count || bytes[$0 + whole.utf8.count] == 0x20 }
    }
    if pattern.hasSuffix("…") {
      let prefix = " |\(core.dropLast())|"
      return offsets(of: prefix).filter {
        bytes.count > $0 + prefix.utf8.count && bytes[$0 + prefix.utf8.count] != 0x20
      }
    }
    if pattern.hasSuffix("*") { return offsets(of: "|\(core.dropLast())") }
    return offsets(of: "|\(core)|")
  }

  private func phrases(_ pattern: String) -> [Int] {
    let isPrefix = pattern.hasSuffix("*")
    let core = isPrefix ? String(pattern.dropLast()) : pattern
    let length = core.utf8.count
    return offsets(of: core).filter { offset in
      let isStart = !isLetter(bytes[offset - 1]) && !isDigit(bytes[offset - 1])
      guard isStart, !isPrefix, !core.hasSuffix(" ") else { return isStart }
      return offset + length >= bytes.count || !isLetter(bytes[offset + length])
    }
  }

  /// Whether an occurrence of a phrase has the byte at an offset within it.
  private func isWithin(_ phrase: String, _ offset: Int) -> Bool {
    let phrase = Array(phrase.utf8)
    return (max(0, offset - phrase.count)...offset).contains { start in
      start + phrase.count <= bytes.count && start + phrase.count > offset
        && bytes[start..<start + phrase.count].elementsEqual(phrase)
    }
  }

  /// Adds a Markdown file's prose: what is neither in a fenced block nor in backticks.
  mutating func appendMarkdown(_ file: SourceTree.File) {
    var isFenced = false
    for (number, line) in file.lines.enumerated() {
      if line.hasPrefix("```") {
        isFenced.toggle()
        continue
      }
      var isCode = false
      for byte in isFenced ? Substring().utf8 : line.utf8 {
        if byte == UInt8(ascii: "`") { isCode.toggle() }
        if !isCode { append(byte, file.path, number + 1) }
      }
      append(UInt8(ascii: " "), file.path, number + 1)
    }
    end()
  }
}
