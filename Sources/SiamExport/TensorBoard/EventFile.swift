import Foundation
import SiamFiles

/// A file that TensorBoard reads: one record per event, framed by its length and two checksums.
///
/// Source: TensorFlow's TFRecord format, https://www.tensorflow.org/tutorials/load_data/tfrecord.
struct EventFile {
  private let files: any FileSystem
  private let file: OpenFile

  /// The name of the format, in the first record.
  static let version = "brain.Event:2"

  /// Creates a file in a folder, named as TensorBoard expects: by the time in seconds since 1970, the host and the
  /// process.
  init(in folder: String, time: Double, files: any FileSystem = PosixFileSystem()) throws(FileFailure) {
    self.files = files
    let process = ProcessInfo.processInfo
    let stem = "events.out.tfevents.\(Int(time)).\(process.hostName).\(process.processIdentifier)"
    var number = 0
    while FileManager.default.fileExists(atPath: "\(folder)/\(stem).\(number)") { number += 1 }
    file = try files.open("\(folder)/\(stem).\(number)", .append)
    try write(TensorBoardEvent(wallTime: time, content: .fileVersion(Self.version)))
  }

  /// Whether a folder contains event files.
  static func exist(in folder: String) -> Bool {
    // A folder that can't be listed, such as one that doesn't exist, contains none.
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return names?.contains { $0.contains("tfevents") } ?? false
  }

  /// Appends a record.
  func write(_ event: TensorBoardEvent) throws(FileFailure) {
    try files.writeAll(Self.record(event.encoded()), to: file)
  }

  /// Returns a record: the length in eight bytes, its checksum, the data and its checksum.
  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = UInt64(data.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + data + CRC32C.masked(data).littleEndianBytes
  }
}

/// The checksum of TensorBoard's event files: CRC-32 with Castagnoli's polynomial.
///
/// Source: RFC 3720, §12.1, and its test vectors in appendix B.4.
enum CRC32C {
  /// Returns the checksum of some bytes.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ sum >> 8 }
  }

  /// Returns the masked checksum that files contain, which stays reliable for data that contains checksums itself.
  ///
  /// Source: TensorFlow, tensorflow/core/lib/hash/crc32c.h, `Mask`.
  static func masked(_ bytes: some Sequence<UInt8>) -> UInt32 {
    let sum = checksum(bytes)
    return (sum >> 15 | sum << 17) &+ 0xA282_EAD8
  }

  /// The contribution of each byte; the polynomial's bits are in reversed order.
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { sum, _ in sum & 1 == 1 ? 0x82F6_3B78 ^ sum >> 1 : sum >> 1 }
  }
}
