/// Decodes GIF's variant of LZW: codes grow from `codeBits + 1` to 12 bits, and may be cleared at any time.
struct LZWDecoder {
  private let codeBits: Int
  /// The code before the last value of each code's sequence, and that value.
  private var prefixes = [UInt16](repeating: 0, count: 4096)
  private var suffixes = [UInt8](repeating: 0, count: 4096)
  private var lengths = [UInt16](repeating: 0, count: 4096)

  /// Prepares for values below `1 << codeBits`, 1…8 bits.
  init(codeBits: Int) {
    self.codeBits = codeBits
    for value in 0..<1 << codeBits { (suffixes[value], lengths[value]) = (UInt8(value), 1) }
  }

  /// Decodes `count` values; nil if there are fewer, or a code is invalid.
  mutating func decoded(_ packed: [UInt8], count: Int) -> [UInt8]? {
    let (clear, end) = (1 << codeBits, 1 << codeBits + 1)
    var (next, size, previous) = (end + 1, codeBits + 1, -1)
    var (bits, bitCount) = (0, 0)
    var values = [UInt8](repeating: 0, count: count)
    var position = 0
    for byte in packed {
      bits |= Int(byte) << bitCount
      bitCount += 8
      while bitCount >= size {
        let code = bits & (1 << size - 1)
        bits >>= size
        bitCount -= size
        if code == clear {
          (next, size, previous) = (end + 1, codeBits + 1, -1)
          continue
        }
        if code == end { return position == count ? values : nil }
        guard code < next || (code == next && previous >= 0), code < 4096 else { return nil }
        // A code that is being defined is the previous sequence and its first value.
        let known = code < next ? code : previous
        let first = write(known, to: &values, at: position)
        if code < next {
          position += Int(lengths[code])
        } else {
          position += Int(lengths[previous])
          if position < count { values[position] = first }
          position += 1
        }
        if previous >= 0, next < 4096 {
          (prefixes[next], suffixes[next]) = (UInt16(previous), first)
          lengths[next] = lengths[previous] + 1
          next += 1
          if next == 1 << size, size < 12 { size += 1 }
        }
        previous = code
        if position >= count { return values }
      }
    }
    return nil
  }

  /// Writes a code's sequence as far as there is room, and returns its first value.
  private func write(_ code: Int, to values: inout [UInt8], at start: Int) -> UInt8 {
    var (code, position) = (code, start + Int(lengths[code]) - 1)
    while position > start {
      if position < values.count { values[position] = suffixes[code] }
      code = Int(prefixes[code])
      position -= 1
    }
    if position < values.count { values[position] = suffixes[code] }
    return suffixes[code]
  }

  /// Decodes `count` values; nil if there are fewer, or a code is invalid.
  func decode(_ packed: [UInt8], count: Int) -> [UInt8]? {
    var decoder = self
    return decoder.decoded(packed, count: count)
  }
}
