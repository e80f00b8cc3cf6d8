import SiamCore

@testable import SiamData

/// Reads a tar or zip archive, possibly compressed.
struct ArchiveTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let path = ScratchFiles.write(input, as: "archive")
    readAll(path)
    readAll(path, layout: .cifar)
    readAll(path, layout: .idx)
    readAll(path)
  }
}

/// Reads an array of labels, whose length is the first two bytes, and one of images.
struct ArrayTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let rest = input.dropFirst(2)
    let cut = input.prefix(2).reduce(0) { $0 << 8 | Int($1) }
    _ = ScratchFiles.write(rest.prefix(cut), as: "y.npy")
    readAll(ScratchFiles.write(rest.dropFirst(cut), as: "x.npy"), layout: .arrays)
  }
}

/// Reads an archive of arrays.
struct NPZTarget: FuzzTarget {
  func run(_ input: [UInt8]) { readAll(ScratchFiles.write(input, as: "set.npz"), layout: .arrays) }
}

/// Reads a file of CIFAR records and one of class names, both with the input's content; the first byte selects CIFAR-10
/// or CIFAR-100.
struct CIFARTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let isTen = (input.first ?? 0) % 2 == 0
    for name in ["batches.meta.txt", "fine_label_names.txt", "coarse_label_names.txt"] {
      _ = ScratchFiles.write(input.dropFirst(), as: name)
    }
    readAll(ScratchFiles.write(input.dropFirst(), as: isTen ? "data_batch_1.bin" : "train.bin"), layout: .cifar)
  }
}

/// Reads a file of IDX labels, whose length is the first byte, and one of images.
struct IDXTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let rest = input.dropFirst()
    let cut = Int(input.first ?? 0)
    _ = ScratchFiles.write(rest.prefix(cut), as: "labels-idx1-ubyte")
    readAll(ScratchFiles.write(rest.dropFirst(cut), as: "images-idx3-ubyte"), layout: .idx)
  }
}

/// Reads a source to its end or its error, and checks each file.
func readAll(_ path: String, layout: DataLayout? = nil, labels: LabelRules = LabelRules()) {
  do throws(DataError) {
    var source = try imageSource(at: path, layout: layout, labels: labels)
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
  case .pixels(let image): check(image)
  case .bytes(let bytes): precondition(bytes.count <= SourceFile.maxBytes + 1 << 20, "a file larger than the limit")
  case .unusable(let reason): precondition(!reason.isEmpty, "no reason")
  case .onDisk: break
  }
  if case .unusable = file.contents { return }
  precondition(!file.path.contains(Array("..".utf8)) || file.label != nil, "a name that leads out")
}

/// Checks that an image has all its pixels.
func check(_ image: DecodedImage) {
  precondition(image.width > 0 && image.height > 0, "an image without pixels")
  precondition(image.pixels.count == image.width * image.height * image.channels.count, "pixels are missing")
}
