@testable import SiamData

/// A tar, a zip, or either compressed.
struct ArchiveTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let path = ScratchFiles.write(input, as: "archive")
    readAll(path)
    readAll(path, layout: .cifar)
  }
}

/// A file of records and one of names, both the input; its first byte chooses between CIFAR-10 and CIFAR-100.
struct CIFARTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let isTen = (input.first ?? 0) % 2 == 0
    for name in ["batches.meta.txt", "fine_label_names.txt", "coarse_label_names.txt"] {
      _ = ScratchFiles.write(input.dropFirst(), as: name)
    }
    readAll(ScratchFiles.write(input.dropFirst(), as: isTen ? "data_batch_1.bin" : "train.bin"), layout: .cifar)
  }
}

/// A file of labels, as long as the first byte says, and then one of images.
struct IDXTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let rest = input.dropFirst()
    let cut = Int(input.first ?? 0)
    _ = ScratchFiles.write(rest.prefix(cut), as: "labels-idx1-ubyte")
    readAll(ScratchFiles.write(rest.dropFirst(cut), as: "images-idx3-ubyte"), layout: .idx)
  }
}

/// A CSV.
struct ManifestTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let path = ScratchFiles.write(input, as: "list.csv")
    readAll(path, layout: .manifest)
    readAll(path)
  }
}

/// Reads a source to its end, or to its error, and checks what it gives.
private func readAll(_ path: String, layout: DataLayout? = nil) {
  do throws(DataError) {
    var source = try pictureSource(at: path, layout: layout)
    while let file = try source.next() { check(file) }
  } catch {
    let line = error.description
    precondition(!line.unicodeScalars.contains { $0.value < 0x20 }, "more than a line: \(line)")
    precondition(line.utf8.count < 4_096, "a very long line")
  }
}

private func check(_ file: SourceFile) {
  precondition(!file.path.isEmpty && !file.path.contains([]), "a file without a name")
  if let label = file.label { precondition(!label.className.isEmpty && label.group != [], "a class without a name") }
  switch file.contents {
  case .pixels(let picture): check(picture)
  case .bytes(let bytes): precondition(bytes.count <= SourceFile.mostBytes + 1 << 20, "a file larger than the limit")
  case .unusable(let reason): precondition(!reason.isEmpty, "no reason")
  case .onDisk: break
  }
  if case .unusable = file.contents { return }
  precondition(!file.path.contains(Array("..".utf8)) || file.label != nil, "a name that leads out")
}

/// Checks that a picture has all its pixels.
func check(_ picture: DecodedPicture) {
  precondition(picture.width > 0 && picture.height > 0, "a picture without pixels")
  precondition(picture.pixels.count == picture.width * picture.height * picture.channels.count, "pixels are missing")
}
