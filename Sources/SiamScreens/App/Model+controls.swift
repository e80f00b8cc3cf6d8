import SiamCanvas
import SiamCore

extension Model {
  /// The margins that the loss of the run accepts.
  var marginRange: MarginRange { (recipe ?? Recipe()).marginRange }

  /// Requests the next larger or smaller margin; does nothing without a margin or without training.
  mutating func changeMargin(up: Bool) -> [Effect] {
    guard phase.isRunning, objective.hasMargin else { return [] }
    return [.command(controls.changeMargin(from: Float(margin), up: up, in: marginRange))]
  }

  /// Requests exactly this margin; does nothing without a margin or without training.
  mutating func changeMargin(to margin: Float) -> [Effect] {
    guard phase.isRunning, objective.hasMargin else { return [] }
    return [.command(controls.requestMargin(margin))]
  }

  /// Requests a margin rounded to hundredths, as set with the mouse; does nothing without a margin or without training.
  mutating func changeMargin(near margin: Double) -> [Effect] {
    guard margin.isFinite else { return [] }
    return changeMargin(to: marginRange.nearest(to: margin))
  }

  /// Requests the next larger or smaller peak learning rate, from the next step on.
  mutating func changeLearningRate(up: Bool) -> [Effect] {
    guard phase.isRunning else { return [] }
    return [.command(controls.changeLearningRate(from: recipe?.learningRate ?? 1e-3, up: up))]
  }
}

extension Model {
  /// The data that is trained on or explored, once it is known.
  var data: DataSummary? { started?.data ?? exploration?.data }

  /// Whether the images are known to be in colour.
  var isDataColoured: Bool { data?.channels == Channels.rgb.count }

  /// Returns pixels of the data's image size as a raster; nil for another size, or before the data is known.
  func raster(_ pixels: [UInt8]) -> Raster? {
    data.flatMap { Raster(width: $0.width, height: $0.height, isColoured: isDataColoured, pixels: pixels) }
  }
}
