import SiamCore

/// Formats of datasets that siam doesn't read, recognised by content or name, to say how to convert them.
enum OtherDataFormat: String, CaseIterable {
  case cifarPickle
  case pickle
  case parquet
  case arrow
  case hdf5
  case matlab
  case lmdb
  case tfRecord
  case torch
  case safetensors
  case sqlite
  case sevenZip
  case rar

  /// The number of first bytes that detection needs.
  static let detectedBytes = 128

  /// Recognises a file by its first bytes, or by its name where those say nothing.
  init?(start: [UInt8], fileName: [UInt8]) {
    func has(_ bytes: [UInt8], at offset: Int = 0) -> Bool { start.dropFirst(offset).starts(with: bytes) }
    func has(_ text: String) -> Bool { has(Array(text.utf8)) }
    if let signed = Self.allCases.first(where: { $0.signature.map { has($0) } ?? false }) {
      self = signed
    } else if has("ARROW1") {
      self = .arrow
    } else if has([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .hdf5
    } else if has("MATLAB ") {
      self = .matlab
    } else if has([0xDE, 0xC0, 0xEF, 0xBE], at: 16) {
      self = .lmdb
    } else if start.count > 1, start[0] == 0x80, 2...5 ~= start[1] {
      // Protocols 2 to 5 begin with their number.
      self = Self.isOfCIFAR(fileName) ? .cifarPickle : .pickle
    } else if let named = Self(fileName: fileName) {
      self = named
    } else {
      return nil
    }
  }

  /// Recognises a file in an archive by its path.
  init?(entry path: [UInt8]) {
    let name = DataFiles.lastName(of: path)
    let folder = String(decoding: DataFiles.lastName(of: DataFiles.parts(of: path).folder), as: UTF8.self)
    if ["cifar-10-batches-py", "cifar-100-python"].contains(folder) {
      self = .cifarPickle
    } else if name.elementsEqual("data.pkl".utf8) {
      self = .torch
    } else if let named = Self(fileName: name) {
      self = named
    } else {
      return nil
    }
  }

  private init?(fileName: [UInt8]) {
    let name = String(decoding: fileName, as: UTF8.self).lowercased()
    let ending = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    switch ending {
    case "pkl", "pickle": self = Self.isOfCIFAR(fileName) ? .cifarPickle : .pickle
    case "parquet": self = .parquet
    case "arrow", "feather": self = .arrow
    case "h5", "hdf5", "he5": self = .hdf5
    case "mat": self = .matlab
    case "mdb", "lmdb": self = .lmdb
    case "pt", "pth": self = .torch
    case "safetensors": self = .safetensors
    case "sqlite", "sqlite3": self = .sqlite
    case "7z": self = .sevenZip
    case "rar": self = .rar
    default:
      // TensorFlow numbers the parts of a set: `train.tfrecord-00000-of-00010`.
      guard name.contains(".tfrecord") else { return nil }
      self = .tfRecord
    }
  }

  /// The error for a table or JSON file given as data, which could be a list; nil for other files.
  static func listError(at path: String, start: [UInt8], fileName: [UInt8]) -> DataError? {
    switch fileExtension(of: fileName) {
    case "xlsx", "xls", "ods": .otherFormat(path: path, name: "a spreadsheet", remedy: "save it as CSV")
    case "json" where start.first { $0 > 0x20 } == 0x7B:
      .otherFormat(
        path: path, name: "a JSON file of another form",
        remedy: "write a CSV of it, with the path and class of each image")
    default: nil
    }
  }

  /// Whether a name is that of one of CIFAR's Python pickles.
  private static func isOfCIFAR(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return text.hasPrefix("data_batch_") || ["test_batch", "batches.meta", "train", "test", "meta"].contains(text)
  }

  /// The error for a file of the format by its name or contents: how to convert it, or that it only has the name.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - start: its first bytes.
  ///   - folder: the folder that the user gave, or nil for the file itself.
  /// - Returns: the error.
  func error(at path: String, start: [UInt8], in folder: String? = nil) -> DataError {
    if start.isEmpty {
      return .notAsNamed(path: path, reason: "an empty file, not \(name)", remedy: "copy or download it again")
    }
    let other = ImageFormat.reasonNotAnImage(start)
    if [ImageFormat.webPage, ImageFormat.pointer].contains(other), let cut = other.firstRange(of: "; ") {
      let reason = other[..<cut.lowerBound].replacing("not an image", with: "not \(name)")
      return .notAsNamed(path: path, reason: String(reason), remedy: String(other[cut.upperBound...]))
    }
    if let signature, !start.starts(with: signature) {
      return .notAsNamed(
        path: path, reason: "not \(name), despite its name", remedy: "check the file, or download it again")
    }
    let remedy = self == .parquet ? remedy(at: folder ?? path, isFolder: folder != nil) : remedy(at: path)
    return .otherFormat(path: path, name: name, remedy: remedy)
  }

  /// The error for an archive that has a file of the format, or is a file of the format itself.
  func error(at path: String, entry: [UInt8]) -> DataError {
    switch self {
    case .cifarPickle, .torch: return .otherFormat(path: path, name: name, remedy: remedy(at: path))
    default:
      let entry = NameText.text(of: entry)
      return .otherFormat(
        path: path + "/" + entry, name: name, remedy: "unpack the archive, then " + remedy(at: entry))
    }
  }

  /// The first bytes that every file of the format has, or nil if some have others.
  private var signature: [UInt8]? {
    switch self {
    case .parquet: Array("PAR1".utf8)
    case .sqlite: Array("SQLite format 3".utf8)
    case .sevenZip: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]
    case .rar: Array("Rar!\u{1A}\u{07}".utf8)
    default: nil
    }
  }

  private var name: String {
    switch self {
    case .cifarPickle: "CIFAR's Python version"
    case .pickle: "a Python pickle"
    case .parquet: "a Parquet file"
    case .arrow: "an Arrow file"
    case .hdf5: "an HDF5 file"
    case .matlab: "a MATLAB file"
    case .lmdb: "an LMDB database"
    case .tfRecord: "a TFRecord file"
    case .torch: "a PyTorch file"
    case .safetensors: "a file of tensors"
    case .sqlite: "an SQLite database"
    case .sevenZip: "a 7z archive"
    case .rar: "a RAR archive"
    }
  }

  private func remedy(at path: String, isFolder: Bool = false) -> String {
    let file = ImageConversion.quoted(path)
    let save = "save its arrays: numpy.savez('data.npz', images=…, labels=…)"
    switch self {
    case .cifarPickle:
      let set = path.contains("100") ? "cifar100" : "cifar10"
      return "get the binary version: siam data get \(set), then use --data \(set)"
    case .pickle: return "load it in Python with pickle.load and \(save)"
    case .parquet:
      // All files below a folder are written, each to the folder of the split in its path. The names have an id of the
      // path, so that the parts of a set don't overwrite each other.
      let program =
        "import os,pandas as P,re,sys;[(os.makedirs(d:=f'images/{s}/{r.label}',511,1),"
        + "open(f'{d}/{r.Index}{id(p)}.png','wb').write(r.image['bytes']))for p in sys.argv[1:]"
        + "for s in re.findall('train|val|test|$',p)[-2:][:1]for r in P.read_parquet(p).itertuples()]"
      return "write class folders (columns image, label; needs pandas, pyarrow): "
        + (isFolder
          ? "find \(file) -name '*.parquet' -exec python3 -c \"\(program)\" {} +" : "python3 -c \"\(program)\" \(file)")
    case .arrow: return "load it in Python with datasets.load_from_disk and write its images to class folders"
    case .hdf5: return "open it in Python with h5py.File and \(save)"
    case .matlab: return "load it in Python with scipy.io.loadmat (h5py.File for version 7.3) and \(save)"
    case .lmdb: return "write its images to class folders with Python's lmdb"
    case .tfRecord: return "write its images to class folders with tf.data.TFRecordDataset"
    case .torch: return "load it in Python with torch.load and \(save)"
    case .safetensors: return "load it in Python with safetensors.numpy.load_file and \(save)"
    case .sqlite: return "write its images to class folders with Python's sqlite3"
    case .sevenZip: return "unpack it (7z x \(file)) and give the path of the folder"
    case .rar: return "unpack it (unrar x \(file)) and give the path of the folder"
    }
  }
}
