import Foundation

/// A hash of the paths, sizes and modification times of some data's files; the images change only with it.
struct DataSignature: Equatable {
  /// The hash in 16 hexadecimal digits.
  let text: String
  /// The number of files in a folder or manifest, or nil if files aren't single images.
  let fileCount: Int?

  /// Computes the signature of the data at a location.
  ///
  /// - Throws: `DataError` when the files can't be listed, `CancellationError` when the task is cancelled.
  init(_ location: inout DataLocation) throws {
    var fingerprint = Fingerprint()
    func add(_ file: [UInt8], _ state: [UInt64]?) {
      fingerprint.add(file)
      guard let state else { return fingerprint.add(0) }
      for word in state { fingerprint.add(word) }
    }
    func add(_ file: [UInt8]) { add(file, FileBytes.state(of: file)) }
    // From before anything was read, so that data that changes meanwhile isn't taken for the changed data.
    add(Array(location.path.utf8), location.state)
    switch location.layout {
    case .folder, .manifest:
      var source = try location.openUnnamedSource()
      var count = 0
      while let file = try source.next() {
        try Task.checkCancellation()
        count += 1
        switch file.contents {
        case .onDisk(let path):
          add(path)
          if let label = file.label {
            fingerprint.add(label.className + [0] + (label.group ?? []) + [0] + (label.split?.rawValue ?? "").utf8)
          }
        case .unusable(let reason): fingerprint.add(file.joinedPath + reason.utf8)
        case .bytes, .pixels: continue
        }
      }
      fileCount = count
    case .archive: fileCount = nil
    case .idx, .cifar, .arrays:
      // The version of how they are read, increased when the same files give other images, classes or splits.
      fingerprint.add(2)
      for file in Self.files(of: location) { add(file) }
      fileCount = nil
    }
    text = fingerprint.text
  }

  /// The path itself if it is a folder, or else the folder that the file is in.
  private static func folder(of path: String) -> [UInt8] {
    let bytes = Array(path.utf8)
    if case .success(.folder) = FileBytes.kind(of: bytes) { return bytes }
    guard let cut = bytes.lastIndex(of: 0x2F) else { return Array(".".utf8) }
    return cut == 0 ? [0x2F] : Array(bytes[..<cut])
  }

  /// All files that may belong to binary data. If they can't be listed, opening the source reports it.
  private static func files(of location: DataLocation) -> [[UInt8]] {
    guard location.layout != .cifar else {
      let given = folder(of: location.path)
      let folder = CIFARFolder.find(in: given) ?? given
      let names = (try? FileBytes.names(in: folder).get()) ?? []
      return names.filter { CIFARFormat.of(fileNamed: $0) != nil }.map { folder + [0x2F] + $0 }
    }
    if let archive = DataFiles.archive(at: location.path) { return [Array(archive.utf8)] }
    guard let files = try? DataFiles(path: location.path) else { return [] }
    return files.names.filter { mayBelong($0, to: location.layout) }.map(files.locationBytes)
  }

  private static func mayBelong(_ path: [UInt8], to layout: DataLayout) -> Bool {
    let name = DataFiles.lastName(of: path)
    if layout == .idx { return IDXName(name) != nil || name.suffix(12).elementsEqual("-mapping.txt".utf8) }
    return ArrayFile.isArray(name) || ArrayFile.isListOfNames(name)
  }
}
