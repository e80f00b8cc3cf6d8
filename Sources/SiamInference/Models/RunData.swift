import SiamRuns
import Foundation
public import SiamData
public import SiamCore

/// The location of the images that a model was trained on.
public enum RunData: Equatable, Sendable {
  /// The bundled glyphs.
  case glyphs
  /// A folder or archive, by the path that the run was started with.
  case path(String)
  /// Data of this name, whose location is not known.
  case unknown(String)
}

extension TrainedModel {
  /// The location of the training images, from the run's `run.json`, which a separate checkpoint file doesn't have.
  public var data: RunData {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().deletingLastPathComponent()
    // A separate checkpoint file has no run.json.
    if let text = try? Data(contentsOf: folder.appendingPathComponent("run.json")),
      let run = try? JSONDecoder().decode(StoredDataPath.self, from: text), run.data.name == description.data.name
    {
      return run.dataPath.map(RunData.path) ?? .glyphs
    }
    let name = description.data.name
    return name == "glyphs" ? .glyphs : .unknown(name)
  }

  /// How the classes of the training data were split, or nil for runs of versions that did not record it.
  public var recordedSplit: SplitDescription? { description.data.split }

  /// The width and height of the images, in pixels.
  public var imageSize: Int { description.data.width }

  /// The channels of the images.
  public var channels: Channels { Channels(count: description.data.channels) ?? .grey }

  /// Whether image files must be inverted, or nil for grey images, where it is decided for each file.
  public var fileInversion: Bool? { channels == .grey ? nil : description.isInverted }

  /// The options to load other data for the model: its image size and channels, without a validation split.
  public var dataOptions: DatasetOptions {
    var options = DatasetOptions()
    options.side = imageSize
    options.channels = channels
    options.isInverted = fileInversion
    options.holdOut = .last(0)
    if let labels = description.data.labels { (options.labels, options.hasRecordedLabels) = (labels, true) }
    return options
  }
}

/// The fields of `run.json` that locate the data.
private struct StoredDataPath: Decodable {
  struct Summary: Decodable { var name: String }
  var data: Summary
  var dataPath: String?
}
