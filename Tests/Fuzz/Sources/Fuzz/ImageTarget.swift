import SiamCore

@testable import SiamData

/// Decodes an image file, of the target's formats only, so that libFuzzer explores these.
struct ImageTarget: FuzzTarget {
  var formats: [ImageFormat] = [.png, .jpeg]

  func run(_ input: [UInt8]) {
    guard let format = ImageFormat(of: input), formats.contains(format) else { return }
    for channels in [Channels.grey, .rgb] {
      // Rejecting the input is fine; only a trap is a finding.
      guard let image = try? ImageDecoder.decode(input, channels: channels) else { continue }
      check(image)
      precondition(image.channels == channels, "not the requested channels")
      let side = 5
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: channels.count * side * side) { target in
        target.initialize(repeating: 0)
        image.resize(side: side, into: target)
      }
    }
  }
}
