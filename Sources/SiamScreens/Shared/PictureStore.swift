import SiamCanvas
import SiamMessages

/// The pictures that have come, the newest kept.
struct PictureStore: Equatable, Sendable {
  /// Pictures kept.
  static let capacity = 800
  /// Pictures asked for at once.
  static let most = 256

  private var pictures: [ImageID: Picture] = [:]
  private var order: [ImageID] = []
  private var absent: Set<ImageID> = []

  /// A picture, where it has come.
  func picture(_ id: ImageID) -> Picture? { pictures[id] }

  /// The same, to be drawn.
  func raster(_ id: ImageID) -> Raster? {
    picture(id).flatMap {
      Raster(width: $0.width, height: $0.height, isColoured: $0.channels == .rgb, pixels: $0.pixels)
    }
  }

  /// Whether the data no longer holds a picture.
  func isAbsent(_ id: ImageID) -> Bool { absent.contains(id) }

  /// The question for those of some images that have not come, if any.
  func inquiry(for images: [ImageID]) -> Inquiry? {
    var missing: [ImageID] = []
    for id in images where pictures[id] == nil && !absent.contains(id) && !missing.contains(id) {
      missing.append(id)
      if missing.count == PictureStore.most { break }
    }
    return missing.isEmpty ? nil : Inquiry(.pictures(missing))
  }

  /// Takes pictures in; those asked for that did not come are gone from the data.
  mutating func receive(_ received: [Picture], asked: [ImageID]) {
    for picture in received where picture.pixels.count <= 1 << 20 {
      if pictures.updateValue(picture, forKey: picture.id) == nil { order.append(picture.id) }
      absent.remove(picture.id)
    }
    if order.count > PictureStore.capacity {
      for oldest in order.prefix(order.count - PictureStore.capacity) { pictures[oldest] = nil }
      order.removeFirst(order.count - PictureStore.capacity)
    }
    if absent.count > PictureStore.capacity { absent = [] }
    absent.formUnion(asked.filter { pictures[$0] == nil })
  }
}
