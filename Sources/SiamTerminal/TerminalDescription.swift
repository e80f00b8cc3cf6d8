internal import CNCurses

/// What is known of a type of terminal, as ncurses reads it: a terminfo entry.
struct TerminalDescription: Equatable {
  /// Names of the type, the first its own.
  var names: [String]
  /// By capability, in the order of compiled entries; nil where absent.
  var flags: [Bool]
  var numbers: [Int32?]
  var strings: [[UInt8]?]
  /// Capabilities beyond the standard ones that are true.
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

  /// A string capability of the description that is loaded, or of the open screen.
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
