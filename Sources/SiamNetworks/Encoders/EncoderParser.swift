/// Parses operations in the syntax of `EncoderOperation`, separated by commas or line breaks.
struct EncoderParser {
  private var tokens: [Substring]
  private var position = 0
  private var operations = 0
  private var depth = 0

  static let operationNames = "conv, norm, relu, leaky, sigmoid, pool, average, linear or residual"
  static let maxOperations = 500
  static let maxDepth = 8
  /// The valid numbers of channels of a map and of outputs of a linear layer.
  static let widths = 1...65_536

  /// Parses a specification.
  static func operations(_ text: String) throws(EncoderError) -> [EncoderOperation] {
    var parser = EncoderParser(text)
    let operations = try parser.sequence()
    if let rest = parser.peek { throw .unexpectedWord(String(rest), expected: "a comma or the end") }
    return operations
  }

  private init(_ text: String) {
    tokens = []
    for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "\t" }) {
      var rest = word
      while let mark = rest.firstIndex(where: { ",()".contains($0) || $0.isNewline }) {
        if mark > rest.startIndex { tokens.append(rest[..<mark]) }
        tokens.append(rest[mark].isNewline ? "," : rest[mark...mark])
        rest = rest[rest.index(after: mark)...]
      }
      if !rest.isEmpty { tokens.append(rest) }
    }
  }

  private var peek: Substring? { position < tokens.count ? tokens[position] : nil }

  /// Consumes the next token if it equals `token`.
  private mutating func consume(_ token: Substring) -> Bool {
    guard peek == token else { return false }
    position += 1
    return true
  }

  private mutating func sequence() throws(EncoderError) -> [EncoderOperation] {
    var found: [EncoderOperation] = []
    while true {
      while consume(",") {}
      guard let word = peek, word != ")" else { break }
      found.append(try operation())
      guard peek == "," else { break }
    }
    guard !found.isEmpty else {
      throw .unexpectedWord(peek.map(String.init) ?? "", expected: "an operation: \(Self.operationNames)")
    }
    return found
  }

  private mutating func operation() throws(EncoderError) -> EncoderOperation {
    operations += 1
    let word = tokens[position]
    guard operations <= Self.maxOperations else {
      throw .tooComplex(limit: "\(Self.maxOperations) operations")
    }
    position += 1
    switch word {
    case "conv": return try convolution()
    case "norm": return .normalization
    case "relu": return .relu
    case "leaky": return .leakyReLU(slope: try slope())
    case "sigmoid": return .sigmoid
    case "pool": return .maxPool(size: try number("pool", "a size of 2 to 64: pool 2", 2...64))
    case "average": return .averagePool
    case "linear": return .linear(outputs: try number("linear", "1 to 65536 outputs: linear 256", Self.widths))
    case "residual": return try residual()
    default: throw .unexpectedWord(String(word), expected: "\(Self.operationNames), or only conv4, koch or resnet12")
    }
  }

  /// Parses the next token as an integer in a range.
  private mutating func number(
    _ context: String, _ expected: String, _ range: ClosedRange<Int>
  ) throws(EncoderError) -> Int {
    guard let token = peek, token != ",", token != ")" else { throw .invalidNumber(context, expected: expected) }
    guard let number = Int(token), range.contains(number) else {
      throw .invalidNumber("\(context) \(token)", expected: expected)
    }
    position += 1
    return number
  }

  private mutating func slope() throws(EncoderError) -> Float {
    let expected = "a slope from 0 to below 1: leaky 0.1"
    guard let token = peek, token != ",", token != ")" else { throw .invalidNumber("leaky", expected: expected) }
    guard let slope = Float(token), slope >= 0, slope < 1 else {
      throw .invalidNumber("leaky \(token)", expected: expected)
    }
    position += 1
    return slope
  }

  private mutating func convolution() throws(EncoderError) -> EncoderOperation {
    let outputs = try number("conv", "1 to 65536 channels and then a kernel size: conv 64 3", Self.widths)
    let kernel = try number("conv \(outputs)", "a kernel size of 1 to 63: conv \(outputs) 3", 1...63)
    let text = "conv \(outputs) \(kernel)"
    var (stride, padding): (Int?, Int?)
    while let word = peek, word != ",", word != ")" {
      if stride == nil, consume("stride") {
        stride = try number("\(text) stride", "a stride of 1 to 16", 1...16)
      } else if padding == nil, consume("pad") {
        padding = try number("\(text) pad", "a padding smaller than the kernel: 0 to \(kernel - 1)", 0...kernel - 1)
      } else {
        throw .unexpectedWord(String(word), expected: "a comma, stride S or pad P after '\(text)'")
      }
    }
    guard padding != nil || kernel % 2 == 1 else {
      throw .invalidNumber(text, expected: "an explicit padding, as the kernel size is even: \(text) pad 0")
    }
    return .convolution(
      outputs: outputs, kernel: kernel, stride: stride ?? 1,
      padding: padding ?? EncoderOperation.samePadding(kernel: kernel))
  }

  private mutating func residual() throws(EncoderError) -> EncoderOperation {
    let body = try group("residual")
    return .residual(body: body, shortcut: consume("shortcut") ? try group("shortcut") : [])
  }

  private mutating func group(_ word: String) throws(EncoderError) -> [EncoderOperation] {
    guard consume("(") else {
      throw .unexpectedWord(
        peek.map(String.init) ?? "", expected: "'(' after '\(word)', as in \(word) (conv 64 3, norm)")
    }
    depth += 1
    guard depth <= Self.maxDepth else {
      throw .tooComplex(limit: "\(Self.maxDepth) nested residual groups")
    }
    let operations = try sequence()
    depth -= 1
    guard consume(")") else {
      throw .unexpectedWord(peek.map(String.init) ?? "", expected: "a comma, or ')' to close '\(word) ('")
    }
    return operations
  }
}
