/// Writes IDX files.
enum IDXFile {
  /// A file with these sizes and values.
  static func of(_ sizes: [Int], _ values: [UInt8], type: UInt8 = 8) -> [UInt8] {
    [0, 0, type, UInt8(sizes.count)] + sizes.flatMap { little($0, 4).reversed() } + values
  }

  static func images(_ count: Int, side: Int = 3, channels: Int? = nil) -> [UInt8] {
    let sizes = [count, side, side] + (channels.map { [$0] } ?? [])
    return of(sizes, (0..<sizes.reduce(1, *)).map { UInt8(truncatingIfNeeded: $0) })
  }

  static func labels(_ labels: [UInt8]) -> [UInt8] { of([labels.count], labels) }
}
