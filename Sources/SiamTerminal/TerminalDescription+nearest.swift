extension TerminalDescription {
  /// Loads the description of a type, or of the most similar type this machine has.
  ///
  /// Newer terminals often reach, over ssh, machines that have no description of them.
  ///
  /// - Throws: `TerminalError.unknownType` if no similar type is known, or `.noDescriptions` if no type is.
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
    throw missing(type) { (try? load(type: $0, output: output)) != nil }
  }

  /// Returns the error for a type without a description.
  ///
  /// - Parameters:
  ///   - type: the type.
  ///   - isKnown: whether there is a description of a type.
  /// - Returns: `TerminalError.unknownType` or `.noDescriptions`.
  static func missing(_ type: String, isKnown: (String) -> Bool) -> TerminalError {
    let common = ["xterm-256color", "vt100", "linux", "dumb"]
    return type.isEmpty || common.contains(where: isKnown) ? .unknownType(type) : .noDescriptions(type: type)
  }

  /// Returns types that are compatible with one of this name, the most similar first.
  static func relatives(of type: String) -> [String] {
    let likeXterm = ["xterm-256color", "xterm"]
    let families: [(start: String, relatives: [String])] = [
      // These have fewer colours than xterm-256color.
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
