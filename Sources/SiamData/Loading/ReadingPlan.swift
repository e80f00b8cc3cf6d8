import SiamMessages

/// How the pictures of some data are to be read, and what of it is left to be chosen by looking at them.
struct ReadingPlan: Codable, Equatable, Sendable {
  var side: Int?
  var channels: Channels?
  var isInverted: Bool?

  init(_ options: DatasetOptions) {
    (side, channels, isInverted) = (options.side, options.channels, options.isInverted)
  }

  /// The options of the command line that would have said what was chosen.
  var chosen: [String] {
    [(side == nil, "--image-size"), (channels == nil, "--channels"), (isInverted == nil, "--invert")]
      .filter(\.0).map(\.1)
  }
}
