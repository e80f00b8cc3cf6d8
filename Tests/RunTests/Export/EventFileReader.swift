import Foundation

/// Reads TensorBoard's event files, checking every length and checksum.
enum EventFileReader {
  enum FormatError: Error { case length, checksum, truncated }

  /// Reads the only event file in a folder.
  static func events(in folder: URL) throws -> [EventRecord] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains("tfevents") }
    guard names.count == 1 else { throw FormatError.truncated }
    return try events([UInt8](try Data(contentsOf: folder.appendingPathComponent(names[0]))))
  }

  static func events(_ bytes: [UInt8]) throws -> [EventRecord] {
    var (rest, events) = (bytes[...], [EventRecord]())
    while !rest.isEmpty {
      guard rest.count >= 16 else { throw FormatError.truncated }
      let length = rest.prefix(8)
      let count = Int(number(length))
      rest = rest.dropFirst(8)
      guard number(rest.prefix(4)) == UInt64(masked(Array(length))) else { throw FormatError.length }
      rest = rest.dropFirst(4)
      guard rest.count >= count + 4 else { throw FormatError.truncated }
      let data = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
      guard number(rest.prefix(4)) == UInt64(masked(data)) else { throw FormatError.checksum }
      rest = rest.dropFirst(4)
      events.append(try EventRecord(data))
    }
    return events
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Returns the masked checksum, computed bit by bit, independently of the program's table.
  private static func masked(_ bytes: [UInt8]) -> UInt32 {
    var sum = ~UInt32(0)
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (sum ^ UInt32(byte) >> UInt32(bit)) & 1 == 1
        sum = isOdd ? sum >> 1 ^ 0x82F6_3B78 : sum >> 1
      }
    }
    sum = ~sum
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }
}
