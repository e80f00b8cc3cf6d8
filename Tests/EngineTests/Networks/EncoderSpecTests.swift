import SiamCore
import SiamNetworks
import SiamTensors
import Testing

/// Tests of parsing specifications of encoders.
struct EncoderSpecTests {
  private func operations(_ text: String) throws -> [EncoderOperation] {
    try EncoderDescription.operations(EncoderSpec(rawValue: text))
  }

  @Test func `a specification is parsed into its operations`() throws {
    let text = "conv 64 3, norm, relu, pool 2, conv 128 5 stride 2 pad 1, leaky 0.1, average, linear 256, sigmoid"
    #expect(
      try operations(text) == [
        .convolution(outputs: 64, kernel: 3, padding: 1), .normalization, .relu, .maxPool(size: 2),
        .convolution(outputs: 128, kernel: 5, stride: 2, padding: 1), .leakyReLU(slope: 0.1), .averagePool,
        .linear(outputs: 256), .sigmoid,
      ])
    #expect(try operations("CONV 8 10 pad 0\nrelu,\n pool 3 ,") == operations("conv 8 10 pad 0,relu,pool 3"))
    #expect(
      try operations("residual(conv 4 3,norm)shortcut(conv 4 1), residual (norm, relu)") == [
        .residual(
          body: [.convolution(outputs: 4, kernel: 3, padding: 1), .normalization],
          shortcut: [.convolution(outputs: 4, kernel: 1, padding: 0)]),
        .residual(body: [.normalization, .relu], shortcut: []),
      ])
  }

  @Test(arguments: [EncoderSpec.conv4, .koch, .resnet12])
  func `a named encoder can be written as a specification`(_ name: EncoderSpec) throws {
    let named = try EncoderDescription.operations(name)
    #expect(try operations(named.specification) == named)
    #expect(name.title == name.rawValue)
    #expect(EncoderSpec(rawValue: named.specification).title == "own encoder")
  }

  @Test func `widths replace a named encoder's own`() throws {
    #expect(
      try EncoderDescription.operations(.conv4, widths: [32, 64, 128, 256, 256])
        == EncoderDescription(channels: 1, height: 56, width: 56, widths: [32, 64, 128, 256, 256]).operations)
    #expect(try EncoderDescription.operations(.resnet12, widths: [8, 9]) == .resnet12(widths: [8, 9]))
    #expect(try EncoderDescription.operations(.koch, widths: [8, 9, 10, 11]) == .koch(widths: [8, 9, 10, 11]))
    for (name, widths) in [
      (EncoderSpec.koch, [8, 9]), (.conv4, []), (.conv4, [64, 0]), (.resnet12, [100_000]),
      (EncoderSpec(rawValue: "relu"), [8]),
    ] {
      #expect(throws: EncoderError.self) { try EncoderDescription.operations(name, widths: widths) }
    }
  }

  /// Invalid specifications, with parts of the error message.
  private static let mistakes: [(text: String, parts: [String])] = [
    ("", ["an operation", "conv, norm"]), (" , ", ["an operation"]), ("conv9", ["'conv9'", "koch"]),
    ("conv", ["'conv'", "conv 64 3"]), ("conv 64", ["'conv 64'", "kernel size"]),
    ("conv 64 10", ["'conv 64 10'", "pad 0"]), ("conv x 3", ["'conv x'", "channels"]),
    ("conv 64 3 step 2", ["'step'", "stride S"]), ("conv 64 3 stride 2 stride 2", ["'stride'"]),
    ("conv 64 3 pad 3", ["'conv 64 3 pad 3'", "0 to 2"]), ("conv 0 3", ["'conv 0'"]),
    ("pool 1", ["'pool 1'", "2 to 64"]),
    ("leaky", ["'leaky'", "leaky 0.1"]), ("leaky 2", ["'leaky 2'"]), ("leaky nan", ["'leaky nan'"]),
    ("linear, relu", ["'linear'"]), ("relu relu", ["'relu'", "a comma"]), ("relu)", ["')'"]),
    ("residual conv 3 3", ["'conv'", "'(' after 'residual'"]), ("residual (relu", ["')' to close"]),
    ("residual ()", ["')'", "an operation"]), ("conv4, relu", ["'conv4'", "or only conv4"]),
    (String(repeating: "residual (", count: 40), ["maximum is 8 nested"]),
    (String(repeating: "relu,", count: 1000), ["maximum is 500 operations"]),
    ("linear 99999999999999999999", ["65536"]),
  ]

  @Test(arguments: mistakes) func `a mistake is reported in one line with what is expected`(
    _ mistake: (text: String, parts: [String])
  ) throws {
    let error = try #require(throws: EncoderError.self) { try operations(mistake.text) }
    let line = "\(error)"
    for part in mistake.parts { #expect(line.contains(part), "\(line)") }
    #expect(!line.contains("\n"))
  }

  /// Specifications that don't fit 28 × 28 pixels, with parts of the error message.
  private static let incompatible: [(text: String, parts: [String])] = [
    ("koch", ["'conv 128 4 pad 0' can't follow a map of 128 × 1 × 1", "4 × 4 pixels", "--image-size"]),
    ("pool 2, pool 2, pool 2, pool 4", ["'pool 4' can't follow a map of 1 × 3 × 3"]),
    ("linear 8, conv 8 3", ["'conv 8 3' can't follow the 8 outputs of a linear layer", "linear can"]),
    ("linear 8, relu, pool 2", ["'pool 2'"]), ("linear 8, residual (relu)", ["'residual'"]),
    ("residual (conv 8 3)", ["'residual'", "8 × 28 × 28", "1 × 28 × 28", "shortcut (conv 8 1, norm)"]),
    ("conv 8 3, residual (conv 8 3, pool 2)", ["8 × 14 × 14"]),
  ]

  @Test(arguments: incompatible) func `incompatible operations are reported with their input`(
    _ sample: (text: String, parts: [String])
  ) throws {
    let error = try #require(throws: EncoderError.self) {
      try EncoderDescription(EncoderSpec(rawValue: sample.text), channels: 1, height: 28, width: 28)
    }
    for part in sample.parts { #expect("\(error)".contains(part), "\(error)") }
  }

  @Test func `parameters are named by block, and only convolutions without norm have a bias`() throws {
    let text =
      "norm, conv 4 3, norm, relu, conv 5 3, relu, norm, residual (conv 5 3, norm) shortcut (conv 5 1), linear 6"
    let description = try EncoderDescription(EncoderSpec(rawValue: text), channels: 2, height: 3, width: 4)
    #expect(
      description.parameterShapes.map { "\($0.name) \($0.shape)" } == [
        "blocks.0.normalization.weight [2]", "blocks.0.normalization.bias [2]",
        "blocks.1.convolution.weight [4, 2, 3, 3]", "blocks.1.normalization.weight [4]",
        "blocks.1.normalization.bias [4]", "blocks.2.convolution.weight [5, 4, 3, 3]",
        "blocks.2.convolution.bias [5]", "blocks.3.normalization.weight [5]", "blocks.3.normalization.bias [5]",
        "blocks.4.body.0.convolution.weight [5, 5, 3, 3]", "blocks.4.body.0.normalization.weight [5]",
        "blocks.4.body.0.normalization.bias [5]", "blocks.4.shortcut.0.convolution.weight [5, 5, 1, 1]",
        "blocks.4.shortcut.0.convolution.bias [5]", "blocks.5.linear.weight [6, 60]", "blocks.5.linear.bias [6]",
      ])
    #expect(description.dimension == 6)
    #expect(
      description.statisticShapes.map(\.name) == [0, 1, 3].flatMap { index in
        ["running_mean", "running_var"].map { "blocks.\(index).normalization.\($0)" }
      } + ["running_mean", "running_var"].map { "blocks.4.body.0.normalization.\($0)" })
    #expect(description.widths == [4, 5, 5, 5])
  }

  /// The totals are PyTorch's (Fixtures/make-encoder-fixtures.py prints them).
  @Test func `koch and resnet12 have the sizes of their papers' networks`() throws {
    func count(_ description: EncoderDescription) -> Int { description.parameterShapes.reduce(0) { $0 + $1.count } }
    let koch = try EncoderDescription(.koch, channels: 1, height: 105, width: 105)
    #expect(koch.dimension == 4096)
    #expect(count(koch) == 38_947_648)
    #expect(koch.parameterShapes.contains(ParameterShape("blocks.4.linear.weight", [4096, 9216])))
    let resnet = try EncoderDescription(.resnet12, channels: 3, height: 84, width: 84)
    #expect(resnet.dimension == 640)
    #expect(count(resnet) == 12_424_320)
    #expect(count(try EncoderDescription(.resnet12, channels: 1, height: 28, width: 28)) == 12_423_040)
    #expect(EncoderSpec.koch.defaultImageSize == 105 && EncoderSpec.resnet12.defaultImageSize == 28)
  }
}
