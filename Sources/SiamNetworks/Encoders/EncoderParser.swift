/// Reads operations as `EncoderOperation` spells them, with commas or line ends between.
struct EncoderParser {
  private var tokens: [Substring]
  private var place = 0
  private var operations = 0
  private var depth = 0

  static let words = "conv, norm, relu, leaky, sigmoid, pool, average, linear or residual"
  static let mostOperations = 500
  static let deepest = 8
  /// Channels of a map, or numbers of a dense layer.
  static let widths = 1...65_536

  /// The operations of a text.
  static func operations(_ text: String) throws(EncoderError) -> [EncoderOperation] {
    var parser = EncoderParser(text)
    let operations = try parser.sequence()
    if let rest = parser.peek { throw .word(String(rest), expected: "a comma, or the end") }
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

  private var peek: Substring? { place < tokens.count ? tokens[place] : nil }

  private mutating func take(_ token: Substring) -> Bool {
    guard peek == token else { return false }
    place += 1
    return true
  }

  private mutating func sequence() throws(EncoderError) -> [EncoderOperation] {
    var found: [EncoderOperation] = []
    while true {
      while take(",") {}
      guard let word = peek, word != ")" else { break }
      found.append(try operation())
      guard peek == "," else { break }
    }
    guard !found.isEmpty else {
      throw .word(peek.map(String.init) ?? "", expected: "an operation: \(Self.words)")
    }
    return found
  }

  private mutating func operation() throws(EncoderError) -> EncoderOperation {
    operations += 1
    let word = tokens[place]
    guard operations <= Self.mostOperations else {
      throw .word(String(word), expected: "an encoder has at most \(Self.mostOperations) operations")
    }
    place += 1
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
    default: throw .word(String(word), expected: "\(Self.words), or by itself conv4, koch or resnet12")
    }
  }

  /// The next token as a whole number in a range.
  private mutating func number(
    _ words: String, _ expected: String, _ range: ClosedRange<Int>
  ) throws(EncoderError) -> Int {
    guard let token = peek, token != ",", token != ")" else { throw .number(words, expected: expected) }
    guard let number = Int(token), range.contains(number) else {
      throw .number("\(words) \(token)", expected: expected)
    }
    place += 1
    return number
  }

  private mutating func slope() throws(EncoderError) -> Float {
    let expected = "a slope from 0 to below 1: leaky 0.1"
    guard let token = peek, token != ",", token != ")" else { throw .number("leaky", expected: expected) }
    guard let slope = Float(token), slope >= 0, slope < 1 else {
      throw .number("leaky \(token)", expected: expected)
    }
    place += 1
    return slope
  }

  private mutating func convolution() throws(EncoderError) -> EncoderOperation {
    let outputs = try number("conv", "1 to 65536 channels and then a kernel size: conv 64 3", Self.widths)
    let kernel = try number("conv \(outputs)", "a kernel size of 1 to 63: conv \(outputs) 3", 1...63)
    let words = "conv \(outputs) \(kernel)"
    var (stride, padding): (Int?, Int?)
    while let word = peek, word != ",", word != ")" {
      if stride == nil, take("stride") {
        stride = try number("\(words) stride", "a stride of 1 to 16", 1...16)
      } else if padding == nil, take("pad") {
        padding = try number("\(words) pad", "a padding smaller than the kernel: 0 to \(kernel - 1)", 0...kernel - 1)
      } else {
        throw .word(String(word), expected: "a comma, stride S or pad P after '\(words)'")
      }
    }
    guard padding != nil || kernel % 2 == 1 else {
      throw .number(words, expected: "its padding said, for an even kernel can't keep a map's size: \(words) pad 0")
    }
    return .convolution(
      outputs: outputs, kernel: kernel, stride: stride ?? 1,
      padding: padding ?? EncoderOperation.keepingSize(kernel: kernel))
  }

  private mutating func residual() throws(EncoderError) -> EncoderOperation {
    let body = try group("residual")
    return .residual(body: body, shortcut: take("shortcut") ? try group("shortcut") : [])
  }

  private mutating func group(_ word: String) throws(EncoderError) -> [EncoderOperation] {
    guard take("(") else {
      throw .word(peek.map(String.init) ?? "", expected: "'(' after '\(word)', as in \(word) (conv 64 3, norm)")
    }
    depth += 1
    guard depth <= Self.deepest else {
      throw .word(word, expected: "residual groups lie at most \(Self.deepest) deep in each other")
    }
    let operations = try sequence()
    depth -= 1
    guard take(")") else {
      throw .word(peek.map(String.init) ?? "", expected: "a comma, or ')' that ends '\(word) ('")
    }
    return operations
  }
}
