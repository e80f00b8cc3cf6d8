/// The classes to explore: those that were not trained on.
public struct UnseenClasses: Equatable, Sendable {
  /// The classes in dataset order.
  public var classes: [ClassSummary]
  /// The style of the drawings; nil for colour images.
  public var ink: InkStyle?
  /// Whether the classes are training classes after all, as there is no validation set (default: false).
  public var areTrained: Bool

  /// Creates a list of classes.
  public init(classes: [ClassSummary], ink: InkStyle?, areTrained: Bool = false) {
    self.classes = classes
    self.ink = ink
    self.areTrained = areTrained
  }
}

/// A class and its images.
public struct ClassSummary: Equatable, Sendable {
  /// The class's identifier.
  public var id: ClassID
  /// The class's name.
  public var name: String
  /// The name of its group (alphabet, script), or nil if it has none.
  public var group: String?
  /// The class's images, in dataset order.
  public var images: [ImageID]

  /// Creates a summary.
  public init(id: ClassID, name: String, group: String?, images: [ImageID]) {
    self.id = id
    self.name = name
    self.group = group
    self.images = images
  }
}

/// The style of a dataset's drawings, used to make drawings of the user look alike.
public struct InkStyle: Equatable, Sendable {
  /// The width of the images, in pixels.
  public var width: Int
  /// The height of the images, in pixels.
  public var height: Int
  /// The median width of a stroke, in pixels.
  public var strokeWidth: Float
  /// The median of the longer side of the ink's bounding box, as a share of the image's side, 0…1.
  public var extent: Float
  /// Whether the ink's bounding box is centred in the images.
  public var isCentred: Bool

  /// Creates a style.
  public init(width: Int, height: Int, strokeWidth: Float, extent: Float, isCentred: Bool) {
    self.width = width
    self.height = height
    self.strokeWidth = strokeWidth
    self.extent = extent
    self.isCentred = isCentred
  }
}
