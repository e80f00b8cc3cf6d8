import CNCurses

/// The description of a terminal type: a terminfo entry, as ncurses reads it.
struct TerminalDescription: Equatable {
  /// The names of the type, its main one first.
  var names: [String]
  /// The flags by capability, in the order of compiled entries, as are numbers and strings; nil if absent.
  var flags: [Bool]
  var numbers: [Int32?]
  var strings: [[UInt8]?]
  /// The names of extended flags, beyond the standard capabilities, that are true.
  var extendedFlags: [String] = []

  /// Reads the description of a type from the system's database.
  ///
  /// - Throws: `TerminalError.unknownType`.
  static func load(type: String, output: Int32) throws(TerminalError) -> TerminalDescription {
    guard siam_description_load(type, output) == 1 else { throw .unknownType(type) }
    defer { siam_description_unload() }
    let flags = (0..<siam_description_flag_count()).map { index in
      guard let name = siam_description_flag_name(index) else { return false }
      return siam_description_flag(name) == 1
    }
    let numbers: [Int32?] = (0..<siam_description_number_count()).map { index in
      guard let name = siam_description_number_name(index) else { return nil }
      let value = siam_description_number(name)
      return value < 0 ? nil : value
    }
    let strings: [[UInt8]?] = (0..<siam_description_string_count()).map { index in
      guard let name = siam_description_string_name(index) else { return nil }
      return string(named: String(cString: name))
    }
    return TerminalDescription(names: [type], flags: flags, numbers: numbers, strings: strings)
  }

  /// Returns a string capability of the loaded description, or of the open screen.
  static func string(named name: String) -> [UInt8]? {
    guard let text = siam_description_string(name) else { return nil }
    return Array(String(cString: text).utf8)
  }

  /// The value of a number by its name, such as `colors`.
  subscript(number name: String) -> Int32? {
    get { Self.index(name, siam_description_number_count(), siam_description_number_name).flatMap { numbers[$0] } }
    set {
      guard let index = Self.index(name, siam_description_number_count(), siam_description_number_name) else { return }
      numbers[index] = newValue
    }
  }

  /// The value of a string by its name, such as `setaf`.
  subscript(string name: String) -> [UInt8]? {
    get { Self.index(name, siam_description_string_count(), siam_description_string_name).flatMap { strings[$0] } }
    set {
      guard let index = Self.index(name, siam_description_string_count(), siam_description_string_name) else { return }
      strings[index] = newValue
    }
  }

  /// The value of a flag by its name, such as `ccc`.
  subscript(flag name: String) -> Bool {
    get { Self.index(name, siam_description_flag_count(), siam_description_flag_name).map { flags[$0] } ?? false }
    set {
      guard let index = Self.index(name, siam_description_flag_count(), siam_description_flag_name) else { return }
      flags[index] = newValue
    }
  }

  private static func index(_ name: String, _ count: Int32, _ nameAt: (Int32) -> UnsafePointer<CChar>?) -> Int? {
    (0..<count).first { index in
      guard let candidate = nameAt(index) else { return false }
      return String(cString: candidate) == name
    }.map(Int.init)
  }
}

extension TerminalDescription {
  /// The number of the first of the palette's 16 colours; 24-bit colours are the numbers below.
  static let directPalette: Int32 = 1 << 24

  /// Returns the same terminal with 24-bit colours, and the palette's 16 above them.
  ///
  /// ncurses shows 24-bit colours only if the description has the flag `RGB` and 2²⁴ colours, and few installed
  /// descriptions do. This one also sets colours 0–7 as red, green and blue, which xterm-direct uses for the palette.
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
