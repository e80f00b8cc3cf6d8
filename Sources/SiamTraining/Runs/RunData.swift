internal import Foundation
public import SiamData
public import SiamMessages

/// Where the images lie that a model was trained on, as far as it is known.
public enum RunData: Equatable, Sendable {
  /// They come with siam.
  case glyphs
  /// A folder or archive, as it was named when the run began.
  case path(String)
  /// Nothing says where data of this name is.
  case unknown(String)
}

extension TrainedModel {
  /// Where its images lie: as its run's `run.json` has it, which a checkpoint file alone doesn't.
  public var data: RunData {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().deletingLastPathComponent()
    if let text = try? Data(contentsOf: folder.appendingPathComponent("run.json")),
      let run = try? JSONDecoder().decode(RunPlace.self, from: text), run.data.name == description.data.name
    {
      return run.dataPath.map(RunData.path) ?? .glyphs
    }
    let name = description.data.name
    return name == "glyphs" ? .glyphs : .unknown(name)
  }

  /// Its images are `imageSize × imageSize` pixels.
  public var imageSize: Int { description.data.width }

  /// What its images have of each pixel.
  public var channels: Channels { Channels(count: description.data.channels) ?? .grey }

  /// Whether files are inverted as its images were: known of images in colour, for grey ones seen from each file.
  public var fileInversion: Bool? { channels == .grey ? nil : description.isInverted }

  /// How other data is read to be seen by it: at its size, in its channels, nothing held out.
  public var dataOptions: DatasetOptions {
    var options = DatasetOptions()
    options.side = imageSize
    options.channels = channels
    options.isInverted = fileInversion
    options.holdOut = .last(0)
    return options
  }
}

/// What of `run.json` says where the data is.
private struct RunPlace: Decodable {
  struct Summary: Decodable { var name: String }
  var data: Summary
  var dataPath: String?
}
