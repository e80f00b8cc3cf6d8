import SiamCanvas
import SiamCore

/// The images that have been received; the oldest are dropped.
struct ImageStore: Equatable, Sendable {
  /// The maximum number of stored images.
  static let capacity = 800
  /// The maximum number of images in a query.
  static let maxQuery = 256

  private var images: [ImageID: DatasetImage] = [:]
  private var order: [ImageID] = []
  private var absent: Set<ImageID> = []

  /// Returns an image, if it has been received.
  func image(_ id: ImageID) -> DatasetImage? { images[id] }

  /// Returns an image as a raster, if it has been received.
  func raster(_ id: ImageID) -> Raster? {
    image(id).flatMap {
      Raster(width: $0.width, height: $0.height, isColoured: $0.channels == .rgb, pixels: $0.pixels)
    }
  }

  /// Whether the data no longer contains an image.
  func isAbsent(_ id: ImageID) -> Bool { absent.contains(id) }

  /// Returns a query for the missing ones of some images, or nil if none is missing.
  func query(for ids: [ImageID]) -> PendingQuery? {
    var missing: [ImageID] = []
    for id in ids where images[id] == nil && !absent.contains(id) && !missing.contains(id) {
      missing.append(id)
      if missing.count == ImageStore.maxQuery { break }
    }
    return missing.isEmpty ? nil : PendingQuery(.images(missing))
  }

  /// Stores images; requested ones that were not received are no longer in the data.
  mutating func receive(_ received: [DatasetImage], requested: [ImageID]) {
    for image in received where image.pixels.count <= 1 << 20 {
      if images.updateValue(image, forKey: image.id) == nil { order.append(image.id) }
      absent.remove(image.id)
    }
    if order.count > ImageStore.capacity {
      for oldest in order.prefix(order.count - ImageStore.capacity) { images[oldest] = nil }
      order.removeFirst(order.count - ImageStore.capacity)
    }
    if absent.count > ImageStore.capacity { absent = [] }
    absent.formUnion(requested.filter { images[$0] == nil })
  }
}
