import SiamCanvas
import SiamMessages

extension Model {
  /// What is trained on, or explored, as far as it is known.
  var data: DataSummary? { started?.data ?? exploration?.data }

  /// Whether the data's pictures are in colour, as far as that is known.
  var isDataColoured: Bool { data?.channels == Channels.rgb.count }

  /// A picture of the data's size, to be drawn; nil where it is of another, or the data is not known yet.
  func raster(_ pixels: [UInt8]) -> Raster? {
    data.flatMap { Raster(width: $0.width, height: $0.height, isColoured: isDataColoured, pixels: pixels) }
  }
}
