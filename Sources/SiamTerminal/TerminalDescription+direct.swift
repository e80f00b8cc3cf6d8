extension TerminalDescription {
  /// The number of the first of the palette's 16 colours; 24-bit colours are the numbers below.
  static let directPalette: Int32 = 1 << 24

  /// The same terminal with 24-bit colours, and the palette's 16 above them.
  ///
  /// ncurses shows 24-bit colours only where the description has the flag `RGB` and 2²⁴ colours, which descriptions
  /// that machines have seldom do. Ours sets colours 0–7 as red, green and blue, too, where xterm-direct takes them
  /// for the palette's.
  func withDirectColor() -> TerminalDescription {
    var direct = self
    direct.names = ["siam-direct"]
    direct.extendedFlags = ["RGB"]
    direct[number: "colors"] = Self.directPalette + 16
    direct[number: "pairs"] = 1 << 15
    direct[flag: "ccc"] = false
    for name in ["initc", "initp", "scp", "oc", "setf", "setb"] { direct[string: name] = nil }
    let parts = "2;%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%d"
    let color = "%?%p1%{\(Self.directPalette - 1)}%>%t5;%p1%{\(Self.directPalette)}%-%d%e\(parts)%;m"
    direct[string: "setaf"] = Array("\u{1B}[38;\(color)".utf8)
    direct[string: "setab"] = Array("\u{1B}[48;\(color)".utf8)
    direct[string: "op"] = Array("\u{1B}[39;49m".utf8)
    return direct
  }
}
