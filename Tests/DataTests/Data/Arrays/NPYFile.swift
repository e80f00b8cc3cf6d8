/// Writes `.npy` and `.npz` files.
enum NPYFile {
  /// A file with this header and these bytes of elements.
  static func of(
    _ type: String, _ shape: [Int], _ elements: [UInt8], isFortran: Bool = false, version: UInt8 = 1
  ) -> [UInt8] {
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    return of(
      header: "{'descr': '\(type)', 'fortran_order': \(isFortran ? "True" : "False"), 'shape': (\(sizes)), }\n",
      elements, version: version)
  }

  /// A file with any text as its header.
  static func of(header: String, _ elements: [UInt8], version: UInt8 = 1) -> [UInt8] {
    [0x93] + Array("NUMPY".utf8) + [version, 0] + little(header.utf8.count, version == 1 ? 2 : 4) + header.utf8
      + elements
  }

  /// Images of counted bytes.
  static func images(_ shape: [Int]) -> [UInt8] {
    of("|u1", shape, (0..<shape.reduce(1, *)).map { UInt8(truncatingIfNeeded: $0 * 3) })
  }

  static func labels(_ labels: [UInt8]) -> [UInt8] { of("|u1", [labels.count], labels) }

  /// A zip of arrays by name.
  static func archive(_ arrays: [(name: String, file: [UInt8])]) -> [UInt8] {
    var zip = ZipFile()
    for array in arrays { zip.add(array.name + ".npy", array.file) }
    return zip.bytes
  }
}
