/// The classes an audience may explore: those never trained on.
public struct UnseenClasses: Equatable, Sendable {
  /// In dataset order.
  public var classes: [ClassSummary]
  /// How their pictures are drawn; nil where they are in colour.
  public var ink: InkStyle?
  /// Whether they were trained on after all, as nothing is held out.
  public var areTrained: Bool

  /// The classes never trained on.
  public init(classes: [ClassSummary], ink: InkStyle?, areTrained: Bool = false) {
    self.classes = classes
    self.ink = ink
    self.areTrained = areTrained
  }
}

/// A class in names and numbers.
public struct ClassSummary: Equatable, Sendable {
  /// Which class it is.
  public var id: ClassID
  /// As people read it.
  public var name: String
  /// Its group's name (alphabet, script); nil where the data has classes alone.
  public var group: String?
  /// Its images, in dataset order.
  public var images: [ImageID]

  /// A class in names and numbers.
  public init(id: ClassID, name: String, group: String?, images: [ImageID]) {
    self.id = id
    self.name = name
    self.group = group
    self.images = images
  }
}

/// How a dataset's pictures are drawn, so that what a person draws can be made alike.
public struct InkStyle: Equatable, Sendable {
  /// Of every picture, in pixels.
  public var width: Int
  /// Of every picture, in pixels.
  public var height: Int
  /// The median width of a stroke, in pixels.
  public var strokeWidth: Float
  /// The median of the longer side of the ink's bounding box, as a share of the picture's, 0…1.
  public var extent: Float
  /// Whether pictures are centred by their ink's bounding box, else they lie as they were drawn.
  public var isCentred: Bool

  /// How a dataset's pictures are drawn.
  public init(width: Int, height: Int, strokeWidth: Float, extent: Float, isCentred: Bool) {
    self.width = width
    self.height = height
    self.strokeWidth = strokeWidth
    self.extent = extent
    self.isCentred = isCentred
  }
}
