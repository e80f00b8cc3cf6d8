extension TerminalDescription {
  /// The description of a type, or else of the nearest one this machine knows: newer terminals often reach machines,
  /// over ssh, that have never heard of them.
  ///
  /// - Throws: `TerminalError.unknownType` where none is near.
  static func nearest(
    type: String, output: Int32
  ) throws(TerminalError) -> (type: String, description: TerminalDescription) {
    for candidate in [type] + relatives(of: type) {
      do {
        return (candidate, try load(type: candidate, output: output))
      } catch {
        continue
      }
    }
    throw .unknownType(type)
  }

  /// Types that do what one by this name does, the likeliest first.
  static func relatives(of type: String) -> [String] {
    let likeXterm = ["xterm-256color", "xterm"]
    let families: [(start: String, relatives: [String])] = [
      // They have fewer colours than the usual one.
      ("xterm-16color", ["xterm"]), ("xterm-88color", ["xterm"]), ("xterm-mono", ["vt100"]),
      ("tmux", ["tmux-256color", "screen-256color", "screen"]), ("screen", ["screen-256color", "screen"]),
      ("rxvt", ["rxvt-unicode-256color", "rxvt"]), ("linux", ["linux"]), ("vt", ["vt100"]),
    ]
    let known = families.first { type.hasPrefix($0.start) }?.relatives
    let modern = [
      "alacritty", "contour", "foot", "ghostty", "gnome", "iterm", "kitty", "konsole", "mintty", "putty", "st-",
      "wezterm",
      "xterm",
    ]
    return known ?? (modern.contains { type.hasPrefix($0) } ? likeXterm : [])
  }
}
