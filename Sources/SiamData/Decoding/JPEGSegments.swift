/// A JPEG file without the bytes that libjpeg only warns about: those between segments, and fields of no consequence.
///
/// Lengths in the file are followed only as far as the file goes.
struct JPEGSegments {
  /// The file, which ends with an end marker.
  private(set) var bytes: [UInt8] = [0xFF, 0xD8]
  /// The runs of entropy-coded bytes in `bytes`, each up to a marker, with the marker's code.
  private(set) var runs: [(range: Range<Int>, marker: UInt8)] = []
  /// Whether the file has its end marker.
  private(set) var hasEnd = false
  private var progress = JPEGScanProgress()

  /// Whether the scans have all coefficients of all components.
  var isComplete: Bool { progress.isComplete }

  /// Reads a file, which begins with the start marker.
  init(_ file: [UInt8]) {
    bytes.reserveCapacity(file.count + 2)
    var offset = 2
    while offset + 1 < file.count {
      guard file[offset] == 0xFF, file[offset + 1] != 0, file[offset + 1] != 0xFF else {
        // Stray bytes, or fill bytes before a marker.
        offset += 1
        continue
      }
      let code = file[offset + 1]
      if code == 0xD9 {
        hasEnd = true
        break
      }
      if code == 0x01 || 0xD0...0xD8 ~= code {
        offset += 2
        continue
      }
      guard offset + 4 <= file.count else { break }
      let length = Int(file[offset + 2]) << 8 | Int(file[offset + 3])
      guard length >= 2, length <= file.count - offset - 2 else { break }
      append(code, file[offset + 4..<offset + 2 + length])
      offset += 2 + length
      if code == 0xDA { offset = appendRuns(of: file, from: offset) }
    }
    bytes += [0xFF, 0xD9]
  }

  /// Returns the file without the last bytes of a run.
  func removing(_ count: Int, atEndOf run: Int) -> [UInt8] {
    let end = runs[run].range.upperBound
    return Array(bytes[..<(end - count)] + bytes[end...])
  }

  /// Appends a segment; fields that libjpeg warns about and doesn't use get a valid value.
  private mutating func append(_ code: UInt8, _ contents: ArraySlice<UInt8>) {
    var contents = Array(contents)
    progress.add(code, contents)
    if code == 0xE0, contents.starts(with: "JFIF\0".utf8), contents.count > 5 { contents[5] = 1 }
    if code == 0xDA, !progress.isProgressive, contents.count >= 4 {
      contents.replaceSubrange((contents.count - 3)..., with: [0, 63, 0])
    }
    let length = contents.count + 2
    bytes += [0xFF, code, UInt8(length >> 8), UInt8(length & 0xFF)] + contents
  }

  /// Appends the entropy-coded bytes of a scan, and the restart markers between them; returns where they end.
  private mutating func appendRuns(of file: [UInt8], from start: Int) -> Int {
    var (offset, copied) = (start, start)
    func isMarker(_ index: Int) -> Bool { index + 1 < file.count && file[index + 1] != 0 && file[index + 1] != 0xFF }
    while true {
      while offset < file.count, file[offset] != 0xFF || !isMarker(offset) { offset += 1 }
      let first = bytes.count
      bytes += file[copied..<offset]
      let marker = offset < file.count ? file[offset + 1] : 0xD9
      runs.append((first..<bytes.count, marker))
      guard 0xD0...0xD7 ~= marker else { return offset }
      bytes += [0xFF, marker]
      offset += 2
      copied = offset
    }
  }
}

/// Which coefficients the scans of a JPEG file have held so far.
private struct JPEGScanProgress {
  private(set) var isProgressive = false
  /// For each component, the bits that each of the 64 coefficients still lacks; 255 for all.
  private var missing: [UInt8: [UInt8]] = [:]

  var isComplete: Bool { !missing.isEmpty && missing.values.allSatisfy { $0.allSatisfy { $0 == 0 } } }

  mutating func add(_ code: UInt8, _ contents: [UInt8]) {
    switch code {
    case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(code):
      isProgressive = [0xC2, 0xC6, 0xCA, 0xCE].contains(code)
      for component in 0..<(contents.count > 5 ? Int(contents[5]) : 0) where 6 + component * 3 < contents.count {
        missing[contents[6 + component * 3]] = [UInt8](repeating: 255, count: 64)
      }
    case 0xDA:
      guard let count = contents.first.map(Int.init), contents.count == 4 + 2 * count else { return }
      let (first, last) = isProgressive ? (Int(contents[1 + 2 * count]), Int(contents[2 + 2 * count])) : (0, 63)
      guard first <= last, last < 64 else { return }
      let bit = isProgressive ? contents[3 + 2 * count] & 0x0F : 0
      for component in 0..<count {
        for coefficient in first...last { missing[contents[1 + 2 * component]]?[coefficient] = bit }
      }
    default: break
    }
  }
}
