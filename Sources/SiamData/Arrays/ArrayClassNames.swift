/// The names of the classes that numbers in an array stand for.
enum ArrayClassNames {
  /// The maximum size of a list of names, in bytes.
  private static let maxBytes = 1 << 22

  /// Finds the names of labels 0…`highest`: an array of text beside the labels, or a list such as `k49_classmap.csv`.
  ///
  /// - Returns: the names by label, or nil if there are none, or two are equal.
  /// - Throws: `DataError` when a file can't be read.
  static func find(
    _ pairs: [ArrayPair], among arrays: [ArrayFile], in files: DataFiles, highest: Int
  ) throws(DataError) -> [Int: [UInt8]]? {
    let labels = Set(pairs.map(\.labels.name))
    for array in arrays where !labels.contains(array.name) && !array.header.type.isNumber {
      guard [.classNames, .labels].contains(ArrayPair.role(of: array)), array.header.shape.count == 1,
        array.header.count > highest, array.header.count * array.header.type.size <= maxBytes
      else { continue }
      let reader = try ArrayLabels(array)
      var names: [Int: [UInt8]] = [:]
      while let label = try reader.next() { if case .text(let text) = label { names[names.count] = text } }
      if isUnique(names) { return names }
    }
    for path in files.names where ArrayFile.isListOfNames(DataFiles.lastName(of: path)) {
      let set = ArrayName(Array(DataFiles.lastName(of: path).dropLast("classmap.csv".utf8.count))).set
      guard pairs.contains(where: { $0.images.parsedName.set == set }) else { continue }
      let names = parse(try files.open(path, layout: .arrays).read(maxBytes))
      if isUnique(names), (0...highest).allSatisfy({ names[$0] != nil }) { return names }
    }
    return nil
  }

  /// The last field of each line whose first is a number: `index,codepoint,char`.
  private static func parse(_ text: [UInt8]) -> [Int: [UInt8]] {
    var names: [Int: [UInt8]] = [:]
    for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let fields = line.split(separator: 0x2C, omittingEmptySubsequences: false)
      guard fields.count > 1, let last = fields.last, let label = Int(String(decoding: fields[0], as: UTF8.self)) else {
        continue
      }
      names[label] = Array(last)
    }
    return names
  }

  private static func isUnique(_ names: [Int: [UInt8]]) -> Bool {
    !names.isEmpty && !names.values.contains([]) && Set(names.values).count == names.count
  }
}
