import Foundation
import Testing

@testable import SiamExport

/// Every field of every message, compared with the bytes that swift-protobuf 1.39, another encoder, writes for the
/// same values.
@Suite struct ProtobufMessagesTests {
  static let model = ONNXModel(
    formatVersion: 8, producerName: "siam", documentation: "d⁺",
    graph: ONNXGraph(
      nodes: [
        ONNXNode(
          inputs: ["a", ""], outputs: ["b"], name: "n", operation: "Op",
          attributes: [
            .float("f", 0.2), .float("f0", 0), .int("i", -1), .int("i0", 0), .ints("is", [0, 1, -1, 300]),
          ]), ONNXNode(),
      ], name: "g",
      initializers: [
        ONNXTensor(
          shape: [2, 0, 200], elementType: .float, name: "w", data: Data((1...8) + Array(repeating: 7, count: 130))),
        ONNXTensor(shape: [], elementType: .int64, name: "s", data: Data([1])),
      ],
      inputs: [
        ONNXValue(
          name: "in", elementType: .float, shape: [.free("batch"), .fixed(28), .fixed(0), .free("")],
          documentation: "words")
      ], outputs: [ONNXValue(name: "out", elementType: .int64, shape: [])]),
    operatorSets: [ONNXOperatorSet(version: 17), ONNXOperatorSet(domain: "x")],
    metadata: [ONNXProperty(key: "k", value: "v"), ONNXProperty()])

  static let modelBytes = """
    080812047369616d320464e281ba3ac6020a610a01610a001201621a016e22024f702a0b0a016615cdcc4c3ea001012a0c0a\
    0266301500000000a001012a110a016918ffffffffffffffffff01a001022a090a0269301800a001022a170a026973420e00\
    01ffffffffffffffffff01ac02a001070a001201672a98010a040200c80110014201774a8a01010203040506070807070707\
    0707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707\
    0707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707070707\
    07070707070707070707070707070707070707070707070707072a0810074201734a01015a280a02696e121b0a1908011215\
    0a07120562617463680a02081c0a0208000a0212001a05776f726473620d0a036f757412060a04080712004202101142030a\
    017872060a016b1201767200
    """

  static let events = [
    TensorBoardEvent(wallTime: 1_000_000_000.5, content: .fileVersion("brain.Event:2")),
    TensorBoardEvent(wallTime: -0.0, step: -3, content: .sessionLog(.start)),
    TensorBoardEvent(wallTime: 0, step: 1 << 40, content: .fileVersion("v")),
    TensorBoardEvent(wallTime: 0, content: .fileVersion("")),
    TensorBoardEvent(wallTime: 0, step: 5, content: .summary(TensorBoardSummary())),
    TensorBoardEvent(
      wallTime: 0, step: 6,
      content: .summary(
        TensorBoardSummary(values: [
          .init(tag: "a", content: .scalar(1.5)),
          .init(tag: "zero", content: .scalar(0)),
          .init(tag: "minus", content: .scalar(-0.0)),
          .init(
            tag: "image", content: .image(TensorBoardImage(height: 2, width: 300, channels: 3, file: [0x89, 0x50]))),
          .init(
            tag: "minus image", content: .image(TensorBoardImage(height: -1, width: 0, channels: 0, file: []))),
          .init(
            tag: "",
            content: .histogram(
              TensorBoardHistogram(
                minimum: -0.0, maximum: 4, count: 3, sum: 0, sumOfSquares: 1e-300, edges: [0, 1, .infinity],
                counts: [2, 0, 1]))),
          .init(tag: "", content: .histogram(TensorBoardHistogram())),
          .init(
            tag: "text", content: .tensor(TensorBoardTensor(shape: [2, 0], strings: ["a", ""])), plugin: "text"),
        ]))),
  ]

  static let eventBytes = [
    """
    090000400065cdcd411a0d627261696e2e4576656e743a32
    """,
    """
    09000000000000008010fdffffffffffffffff013a020801
    """,
    """
    108080808080201a0176
    """,
    """
    1a00
    """,
    """
    10052a00
    """,
    """
    10062ada010a080a0161150000c03f0a0b0a047a65726f15000000000a0c0a056d696e757315000000800a140a05696d6167\
    65220b080210ac021803220289500a1a0a0b6d696e757320696d616765220b08ffffffffffffffffff010a5a2a5809000000\
    00000000801100000000000010401900000000000008402959f3f8c21f6ea50132180000000000000000000000000000f03f\
    000000000000f07f3a1800000000000000400000000000000000000000000000f03f0a022a000a210a0474657874420f0807\
    120612020802120042016142004a080a060a0474657874
    """,
  ]

  @Test func `an ONNX model has the same bytes as with swift-protobuf`() {
    #expect(hexadecimal(Self.model.encoded()) == Self.modelBytes)
    #expect(Self.model.encodedByteCount * 2 == Self.modelBytes.count)
  }

  @Test(arguments: events.indices)
  func `an event has the same bytes as with swift-protobuf`(_ index: Int) {
    #expect(hexadecimal(Self.events[index].encoded()) == Self.eventBytes[index])
    #expect(Self.events[index].encodedByteCount * 2 == Self.eventBytes[index].count)
  }
}
