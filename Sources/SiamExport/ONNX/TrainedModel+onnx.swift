import SiamRuns
public import Foundation
import SiamCore
import SiamNetworks
public import SiamInference

extension TrainedModel {
  /// Encodes the encoder as an ONNX file with a free batch size.
  ///
  /// The input is `images`, `batch × channels × height × width`, 0…1 with bright ink. The outputs are `embeddings` of
  /// unit length and the `features` before normalization, `batch × dimension`. The weights are the averaged ones if the
  /// run has an average; batch normalization uses running statistics. The metadata describe the recipe and the data.
  ///
  /// - Throws: `ExportError.tooLarge`.
  public func onnxEncoder() throws(ExportError) -> Data {
    var builder = GraphBuilder(name: "encoder", parameters: network.parameters)
    builder.add(network.encoder)
    return try onnx(
      builder.graph,
      "A \(recipe.encoder.title) encoder that siam trained. Distances are squared Euclidean distances of embeddings.")
  }

  /// Encodes the pair head as an ONNX file with a free batch size; returns nil if the network has none.
  ///
  /// The inputs are `first` and `second`, the encoder's `features`, `batch × dimension`; the outputs are
  /// `similarities`, 0…1, and their `logits`, `batch`.
  ///
  /// - Throws: `ExportError.tooLarge`.
  public func onnxPairHead() throws(ExportError) -> Data? {
    guard network.hasPairHead else { return nil }
    var builder = GraphBuilder(name: "pair head", parameters: network.parameters)
    builder.addPairHead(dimension: dimension, layers: PairHead.layers(in: network.parameters))
    return try onnx(builder.graph, "The pair head that siam trained with its encoder, on the encoder's features.")
  }

  private func onnx(_ graph: ONNXGraph, _ documentation: String) throws(ExportError) -> Data {
    let model = ONNXModel(
      formatVersion: GraphBuilder.format, producerName: "siam", producerVersion: SiamVersion.current,
      documentation: documentation, graph: graph, operatorSets: [ONNXOperatorSet(version: GraphBuilder.operators)],
      metadata: properties)
    return try model.file(of: path)
  }

  private var properties: [ONNXProperty] {
    let data = description.data
    var properties = [
      ("siam.version", SiamVersion.current),
      ("siam.step", String(description.step)),
      ("siam.data", data.name),
      ("siam.classes", String(data.training.classes)),
      ("siam.image_size", "\(data.channels) × \(data.height) × \(data.width)"),
      ("siam.input", "float32, batch × channels × height × width, 0…1, ink bright (1) on black (0)"),
      ("siam.inverted", String(description.isInverted)),
      // siam averages embeddings over this number of variants; the graph embeds the image itself only.
      ("siam.test_time_variants", String(recipe.evaluation.testTimeVariants)),
    ]
    // A recipe always encodes; without it the file would lack only this property.
    if let recipe = try? EventLines().line(of: recipe) { properties.append(("siam.recipe", recipe)) }
    if let threshold = description.threshold {
      properties.append(("siam.threshold", String(threshold.similarity)))
    }
    return properties.map { ONNXProperty(key: $0, value: $1) }
  }
}

extension ONNXModel {
  /// Encodes the model at `path` as an ONNX file.
  ///
  /// - Throws: `ExportError.tooLarge`.
  func file(of path: String) throws(ExportError) -> Data {
    guard encodedByteCount <= ProtobufWriter.maxByteCount else { throw .tooLarge(path) }
    return Data(encoded())
  }
}
