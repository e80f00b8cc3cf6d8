public import Foundation
internal import SiamMessages
internal import SiamNetworks
public import SiamTraining

extension TrainedModel {
  /// The encoder as an ONNX file, the batch size free: `images`, `batch × channels × height × width` of 0…1, ink
  /// bright, to `embeddings` of unit length and the `features` they are made of, `batch × dimension` both.
  ///
  /// It has the averaged weights where the run kept an average, and running statistics; its metadata say what it was
  /// trained by and on.
  ///
  /// - Throws: `ExportError.tooLarge`.
  public func onnxEncoder() throws(ExportError) -> Data {
    var builder = GraphBuilder(name: "encoder", parameters: network.parameters)
    builder.add(network.encoder)
    return try onnx(
      builder.graph,
      "A \(recipe.encoder.title) encoder that siam trained. Distances are squared Euclidean distances of embeddings.")
  }

  /// The pair head as an ONNX file, the batch size free: `first` and `second`, `features` of the encoder, to
  /// `similarities` of 0…1 and their `logits`, `batch` both; nil where the run has none.
  ///
  /// - Throws: `ExportError.tooLarge`.
  public func onnxPairHead() throws(ExportError) -> Data? {
    guard network.hasPairHead else { return nil }
    var builder = GraphBuilder(name: "pair head", parameters: network.parameters)
    builder.addPairHead(dimension: dimension, layers: PairHead.layers(in: network.parameters))
    return try onnx(builder.graph, "The pair head that siam trained with its encoder, on the encoder's features.")
  }

  private func onnx(_ graph: ONNXGraph, _ words: String) throws(ExportError) -> Data {
    let model = ONNXModel(
      formatVersion: GraphBuilder.format, producerName: "siam", producerVersion: SiamVersion.current,
      documentation: words, graph: graph, operatorSets: [ONNXOperatorSet(version: GraphBuilder.operators)],
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
      // Which siam averages an embedding over, where the graph takes the image as it is.
      ("siam.test_time_variants", String(recipe.evaluation.testTimeVariants)),
    ]
    if let recipe = try? EventLines().line(of: recipe) { properties.append(("siam.recipe", recipe)) }
    if let threshold = description.threshold {
      properties.append(("siam.threshold", String(threshold.similarity)))
    }
    return properties.map { ONNXProperty(key: $0, value: $1) }
  }
}

extension ONNXModel {
  /// The contents of an ONNX file of the model at `path`.
  ///
  /// - Throws: `ExportError.tooLarge`.
  func file(of path: String) throws(ExportError) -> Data {
    guard encodedByteCount <= ProtobufWriter.maximumByteCount else { throw .tooLarge(path) }
    return Data(encoded())
  }
}
