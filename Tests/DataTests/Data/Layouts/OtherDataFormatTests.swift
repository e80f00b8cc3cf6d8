import Testing

@testable import SiamData

/// Formats that siam doesn't read are named, with the way out.
struct OtherDataFormatTests {
  private let scratch: ScratchFolder

  init() throws { scratch = try ScratchFolder() }

  private static let files: [(name: String, start: [UInt8], remedy: String)] = [
    ("train.parquet", Array("PAR1".utf8), "read_parquet"), ("no-name", Array("PAR1".utf8), "read_parquet"),
    ("data.arrow", Array("ARROW1".utf8), "load_from_disk"), ("svhn.mat", Array("MATLAB 5.0 MAT-file".utf8), "loadmat"),
    ("x.h5", [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "h5py"), ("x.hdf5", [0], "h5py"),
    ("a.pkl", [0x80, 4, 0x95], "pickle.load"), ("b", [0x80, 2, 0x7D], "pickle.load"),
    ("data_batch_1", [0x80, 2, 0x7D], "siam data get cifar10"), ("x.pt", [1, 2, 3], "torch.load"),
    ("set.7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "7z x"),
    ("set.rar", Array("Rar!\u{1A}\u{07}\u{01}".utf8), "unrar x"),
    ("train.tfrecord-00000-of-00010", [1], "TFRecordDataset"), ("data.mdb", [1], "lmdb"),
    ("x.sqlite", Array("SQLite format 3\0".utf8), "sqlite3"), ("w.safetensors", [1], "safetensors"),
  ]

  @Test(arguments: files.indices)
  func `a file is named by its content or its name`(index: Int) throws {
    let (name, start, remedy) = Self.files[index]
    let bytes = start + [UInt8](repeating: 0, count: 64)
    let path = try scratch.write("data/" + name, bytes)
    for input in [path, scratch.path, scratch.path + "/data"] {
      let error = try failure(input)
      guard case .otherFormat = error, isGoodLine(error, naming: input), error.description.contains(path),
        error.description.contains(remedy)
      else {
        Issue.record("\(input): \(error)")
        continue
      }
    }
  }

  @Test func `CIFAR's Python version is named in a folder and in an archive`() throws {
    let pickle: [UInt8] = [0x80, 2, 0x7D]
    for (folder, files, set) in [
      ("cifar-10-batches-py", ["batches.meta", "data_batch_1", "test_batch"], "cifar10"),
      ("cifar-100-python", ["meta", "test", "train"], "cifar100"),
    ] {
      var tar = TarFile()
      for file in files {
        try scratch.write("\(folder)/\(file)", pickle)
        tar.add("\(folder)/\(file)", pickle)
      }
      let archive = try scratch.write(folder + ".tar.gz", GzipFile.of(tar.closed))
      for path in [archive, scratch.path + "/" + folder, scratch.path + "/\(folder)/\(files[1])"] {
        #expect(try failure(path).description.hasSuffix("get \(set), then use --data \(set)"), "\(path)")
      }
    }
  }

  @Test func `an archive of another format's files is named`() throws {
    var zip = ZipFile()
    zip.add("archive/data.pkl", [0x80, 2])
    zip.add("archive/data/0", [1, 2])
    #expect(try failure(scratch.write("model.pt", zip.bytes)).description.contains("torch.load"))
    var sets = ZipFile()
    sets.add("data/train.parquet", Array("PAR1".utf8))
    #expect(try failure(scratch.write("set.zip", sets.bytes)).description.contains("read_parquet"))
  }

  @Test func `a command names its file, and the archive's own path is not that of a file in it`() throws {
    let parquet = Array("PAR1".utf8)
    let error = try failure(scratch.write("part 1.parquet", parquet)).description
    #expect(error.contains("(columns image, label; needs pandas, pyarrow): python3 -c"), "\(error)")
    #expect(error.contains("{r.Index}{id(p)}.png"), "the parts of a set have names of their own")
    #expect(error.hasSuffix("\" '\(scratch.path)/part 1.parquet'"), "\(error)")
    let folder = try failure(scratch.path).description
    #expect(folder.contains("find \(scratch.path) -name '*.parquet' -exec python3 -c"), "\(folder)")
    var zip = ZipFile()
    zip.add("data/train.parquet", parquet)
    let packed = try failure(scratch.write("set.zip", zip.bytes)).description
    #expect(packed.contains("/set.zip/data/train.parquet: a Parquet file, which siam doesn't read; unpack the archive"))
    #expect(packed.hasSuffix("\" data/train.parquet"), "\(packed)")
  }

  @Test(arguments: [
    ("train.parquet", "hello\0", "not a Parquet file, despite its name; check the file, or download it again"),
    ("set.7z", "hello\0", "not a 7z archive, despite its name; check the file, or download it again"),
    ("train.parquet", "", "an empty file, not a Parquet file; copy or download it again"),
    ("train.parquet", "<!DOCTYPE html><html>", "a web page, not a Parquet file; download it again"),
    (
      "model.pt", "version https://git-lfs.github.com/spec/v1\noid x\n",
      "a Git LFS pointer, not a PyTorch file; run: git lfs pull"
    ),
  ])
  func `a file that only has the name is not converted`(_ name: String, _ contents: String, _ reason: String) throws {
    let path = try scratch.write("data/" + name, Array(contents.utf8))
    for input in [path, scratch.path + "/data"] { #expect(try failure(input).description == "\(path): \(reason)") }
  }

  @Test func `such a file beside images changes nothing`() throws {
    try scratch.write("labels.mat", Array("MATLAB 5.0".utf8))
    try scratch.write("cat/0.png", [1])
    #expect(try DataLocation(scratch.path).layout == .folder)
    // Also where the names of the images don't say that they are.
    try scratch.write("other/labels.mat", Array("MATLAB 5.0".utf8))
    try scratch.write("other/cat/0", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    #expect(try DataLocation(scratch.path + "/other").layout == .folder)
  }
}
