public import SiamCore

/// An image of a batch, with its class and rotation.
public struct BatchItem: Equatable, Sendable {
  /// The image.
  public var image: ImageID
  /// The index of its class within the batch, from 0. A class turned differently is another class.
  public var label: Int32
  /// The number of counterclockwise quarter turns, 0…3.
  public var quarterTurns: Int

  /// Creates an item.
  public init(image: ImageID, label: Int32, quarterTurns: Int = 0) {
    self.image = image
    self.label = label
    self.quarterTurns = quarterTurns
  }
}

/// Labelled images for the network, sorted by class.
///
/// A batch has P classes of K images each. Row `p · K + k` is image k of class p, and its label is p; the losses rely
/// on this order.
public struct Batch: Equatable, Sendable {
  /// `[P · K, channels, height, width]`, 0…1, ink bright.
  public internal(set) var pixels: [Float] = []
  /// The image, class and rotation of each row.
  public internal(set) var items: [BatchItem] = []

  /// Creates an empty batch, to be filled and reused.
  public init() {}

  /// Creates a batch from items and pixels.
  package init(items: [BatchItem], pixels: [Float]) {
    self.items = items
    self.pixels = pixels
  }

  /// The label of each row.
  public var labels: [Int32] { items.map(\.label) }
}
