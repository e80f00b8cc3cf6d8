import Foundation

/// The paths, sizes and times of the files that some data is made of: while it is the same, so are the images.
struct DataSignature: Equatable {
  /// 16 hexadecimal digits.
  let text: String
  /// How many files are to be read, where each is an image's.
  let fileCount: Int?

  init(path: String, layout: DataLayout) throws(DataError) {
    var fingerprint = Fingerprint()
    func add(_ file: [UInt8]) {
      fingerprint.add(file)
      guard let state = FileBytes.state(of: file) else { return fingerprint.add(0) }
      for word in state { fingerprint.add(word) }
    }
    switch layout {
    case .folder, .manifest:
      add(Array(path.utf8))
      var source = try pictureSource(at: path, layout: layout)
      var count = 0
      while let file = try source.next() {
        count += 1
        switch file.contents {
        case .onDisk(let place): add(place)
        case .unusable(let reason): fingerprint.add(file.joinedPath + reason.utf8)
        case .bytes, .pixels: continue
        }
      }
      fileCount = count
    case .archive:
      add(Array(path.utf8))
      fileCount = nil
    case .idx, .cifar:
      // The file and those that may belong to it.
      add(Array(path.utf8))
      let folder = Self.folder(of: path)
      for name in (try? FileBytes.names(in: folder).get()) ?? [] where Self.mayBelong(name, to: layout) {
        add(folder + [0x2F] + name)
      }
      fileCount = nil
    }
    text = fingerprint.text
  }

  /// The folder that a path is, or that its file is in.
  private static func folder(of path: String) -> [UInt8] {
    let bytes = Array(path.utf8)
    if case .success(.folder) = FileBytes.kind(of: bytes) { return bytes }
    guard let cut = bytes.lastIndex(of: 0x2F) else { return Array(".".utf8) }
    return cut == 0 ? [0x2F] : Array(bytes[..<cut])
  }

  private static func mayBelong(_ name: [UInt8], to layout: DataLayout) -> Bool {
    layout == .idx ? IDXPair.Name(name) != nil : CIFARFormat.of(fileNamed: name) != nil
  }
}
