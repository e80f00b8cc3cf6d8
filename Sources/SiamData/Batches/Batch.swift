import SiamMessages

/// One place of a batch: an image, the class it stands for, and how it is turned.
public struct BatchItem: Equatable, Sendable {
  /// The image.
  public var image: ImageID
  /// Its class within the batch, from 0; items of one label are of one class and turn.
  public var label: Int32
  /// Counterclockwise, 0…3.
  public var quarterTurns: Int

  /// One place of a batch.
  public init(image: ImageID, label: Int32, quarterTurns: Int = 0) {
    self.image = image
    self.label = label
    self.quarterTurns = quarterTurns
  }
}

/// Labelled images ready for the network, stacked class by class: item `p · K + k` is image k of class p.
public struct Batch: Equatable, Sendable {
  /// `[items, channels, height, width]`, 0…1, ink bright.
  public internal(set) var pixels: [Float] = []
  /// What each image is.
  public internal(set) var items: [BatchItem] = []

  /// An empty batch, to be filled and used again.
  public init() {}

  /// A batch whose pixels are ready.
  package init(items: [BatchItem], pixels: [Float]) {
    self.items = items
    self.pixels = pixels
  }

  /// The label of each image.
  public var labels: [Int32] { items.map(\.label) }
}
