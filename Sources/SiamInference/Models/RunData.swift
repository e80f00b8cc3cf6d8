public import SiamRuns
import Foundation
public import SiamData
public import SiamCore

/// The location of the images that a model was trained on.
public enum RunData: Equatable, Sendable {
  /// The bundled glyphs.
  case glyphs
  /// Data at a path.
  case path(String)
  /// The data that a run was trained on, by its recorded path and the fingerprint of its images and labels.
  case recorded(RecordedDataPath, fingerprint: String)
  /// Data of this name, whose location is not known.
  case unknown(String)
}

extension TrainedModel {
  /// The location of the training images, from the run's `run.json`, which a separate checkpoint file doesn't have.
  public var data: RunData {
    if let stored = runFolder?.stored {
      guard let typed = stored.dataPath else { return .glyphs }
      return .recorded(
        RecordedDataPath(typed: typed, absolute: stored.absoluteDataPath), fingerprint: description.data.fingerprint)
    }
    let name = description.data.name
    return name == "glyphs" ? .glyphs : .unknown(name)
  }

  /// How the classes of the training data were split, or nil for runs of versions that did not record it.
  public var recordedSplit: SplitDescription? { description.data.split }
  /// Records the path of the run's data in its `run.json`, if the data is the run's.
  ///
  /// Nothing is recorded for a separate checkpoint file, a run that is being written, or a folder that can't be
  /// written: the path is a convenience.
  ///
  /// - Parameters:
  ///   - path: the path of the data.
  ///   - dataset: the data read from it.
  public func record(_ path: RecordedDataPath, of dataset: Dataset) {
    guard dataset.fingerprint == description.data.fingerprint, let runFolder, runFolder.stored.dataPath != nil else {
      return
    }
    // The next command finds the data by the path given then.
    try? RunDescription.record(path, inRun: runFolder.url)
  }

  /// The folder of the model's run and what its `run.json` says of the data; nil for a separate checkpoint file.
  private var runFolder: (url: URL, stored: StoredDataPath)? {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().deletingLastPathComponent()
    // A separate checkpoint file has no run.json. After a resume at another path, only the checkpoint has its name.
    guard let text = try? Data(contentsOf: folder.appendingPathComponent("run.json")),
      let stored = try? JSONDecoder().decode(StoredDataPath.self, from: text),
      stored.data.name == description.data.name || stored.data.fingerprint == description.data.fingerprint
    else { return nil }
    return (folder, stored)
  }

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
  struct Summary: Decodable {
    var name: String
    var fingerprint: String?
  }

  var data: Summary
  var dataPath: String?
  var absoluteDataPath: String?
}
