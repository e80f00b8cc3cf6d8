internal import Foundation
internal import SiamFiles

/// A file that TensorBoard reads: a record an event, each framed by its length and two checksums.
///
/// Source: TensorFlow's TFRecord format, https://www.tensorflow.org/tutorials/load_data/tfrecord.
struct EventFile {
  private let files: any FileLayer
  private let file: OpenFile

  /// What the first record calls the format.
  static let version = "brain.Event:2"

  /// Begins a file in a folder, named as TensorBoard wants it: for the time in seconds since 1970, the machine and the
  /// process.
  init(in folder: String, time: Double, files: any FileLayer = SystemFiles()) throws(FileFailure) {
    self.files = files
    let process = ProcessInfo.processInfo
    let stem = "events.out.tfevents.\(Int(time)).\(process.hostName).\(process.processIdentifier)"
    var number = 0
    while FileManager.default.fileExists(atPath: "\(folder)/\(stem).\(number)") { number += 1 }
    file = try files.open("\(folder)/\(stem).\(number)", .append)
    try write(TensorBoardEvent(wallTime: time, content: .fileVersion(Self.version)))
  }

  /// Whether a folder has event files already.
  static func areThere(in folder: String) -> Bool {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    return names?.contains { $0.contains("tfevents") } ?? false
  }

  /// Adds a record.
  func write(_ event: TensorBoardEvent) throws(FileFailure) {
    try files.writeAll(Self.record(event.encoded()), to: file)
  }

  /// Bytes with their frame: the length in eight bytes and its checksum before, their own checksum behind.
  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = UInt64(data.count).littleEndianBytes
    return length + CRC32C.masked(length).littleEndianBytes + data + CRC32C.masked(data).littleEndianBytes
  }
}
