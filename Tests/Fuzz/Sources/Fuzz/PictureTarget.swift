import SiamMessages

@testable import SiamData

/// A picture file: PNG, JPEG and what is in its EXIF.
struct PictureTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    for channels in [Channels.grey, .rgb] {
      guard let picture = try? PictureDecoder.decode(input, channels: channels) else { continue }
      check(picture)
      precondition(picture.channels == channels, "other channels than asked for")
      let side = 5
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: channels.count * side * side) { target in
        target.initialize(repeating: 0)
        picture.resize(side: side, into: target)
      }
    }
  }
}
