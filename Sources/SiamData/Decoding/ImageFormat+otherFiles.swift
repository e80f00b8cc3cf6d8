extension ImageFormat {
  /// Why a file with first bytes of no known format is not an image, and what to do where that is known.
  static func reasonNotAnImage(_ start: [UInt8]) -> String {
    if start.isEmpty { return empty }
    let text = String(decoding: start.prefix(detectedBytes), as: UTF8.self).lowercased()
    let trimmed = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html") {
      return webPage
    }
    if trimmed.hasPrefix("version https://git-lfs") { return pointer }
    return start.contains { $0 != 0 } ? noImage : zeros
  }

  /// The reason for a file without contents.
  static let empty = "empty"
  /// The reason for a page that a server sent instead of the file.
  static let webPage = "a web page, not an image; download it again"
  /// The reason for a file of Git LFS that was not fetched.
  static let pointer = "a Git LFS pointer, not an image; run: git lfs pull"
  private static let zeros = "not an image, only zeros; copy or download it again"

  /// Whether a reason to skip a file says that it holds nothing of an image.
  static func isNotAnImage(_ reason: String) -> Bool { [noImage, empty, webPage, pointer, zeros].contains(reason) }
}

/// Files that lie beside images and are not images themselves, by their names.
enum OtherFile {
  /// Whether a kind, such as `.zip`, is that of an archive or a compressed file.
  static func isPacked(_ kind: String) -> Bool {
    [".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar"].contains(kind)
  }

  /// The kind of a file by its name, such as `.txt`, `README` or `Thumbs.db`; nil if the name may be an image's.
  static func kind(ofName name: [UInt8]) -> String? {
    let text = String(decoding: name, as: UTF8.self)
    if names.contains(text.lowercased()) { return text }
    guard let ending = fileExtension(of: name), extensions.contains(ending) else { return nil }
    return "." + ending
  }

  private static let names: Set<String> = [
    "authors", "changelog", "changes", "checksums", "citation", "contents", "copying", "copyright", "credits",
    "desktop.ini", "dockerfile", "index", "info", "licence", "license", "makefile", "manifest", "md5sums", "news",
    "notes", "notice", "readme", "sha1sums", "sha256sums", "thumbs.db", "todo", "version",
  ]

  private static let extensions: Set<String> = [
    // Text and tables.
    "txt", "text", "md", "rst", "rtf", "tex", "bib", "pdf", "doc", "docx", "odt", "csv", "tsv", "xls", "xlsx", "ods",
    "ppt", "pptx", "json", "jsonl", "ndjson", "xml", "yaml", "yml", "toml", "ini", "cfg", "conf", "htm", "html", "css",
    "log", "lst", "list", "names", "srt", "vtt", "url", "lnk", "webloc",
    // Programs.
    "py", "pyc", "ipynb", "m", "r", "sh", "bat", "js", "c", "h", "cpp", "java", "lua", "exe", "dll", "so",
    // Arrays, databases and networks.
    "mat", "npy", "npz", "pkl", "pickle", "h5", "hdf5", "parquet", "arrow", "feather", "tfrecord", "tfrecords", "lmdb",
    "mdb", "db", "sqlite", "sqlite3", "pt", "pth", "ckpt", "onnx", "safetensors",
    // What cameras, editors and downloads leave, and sound and video.
    "aae", "xmp", "thm", "bak", "tmp", "part", "crdownload", "torrent", "sha1", "sha256", "md5", "sig", "asc", "mp4",
    "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "3gp", "mp3", "wav", "flac", "ogg", "m4a",
    // Packed files.
    "zip", "tar", "tgz", "gz", "bz2", "xz", "zst", "7z", "rar",
  ]
}
