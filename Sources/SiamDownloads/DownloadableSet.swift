/// A published set of images that can be had: its authors' files, as they are.
package struct DownloadableSet: Sendable, Equatable {
  /// What it is asked for by, such as `fashion-mnist`.
  package let name: String
  /// What it holds, in a few words.
  package let summary: String
  /// All of its files.
  package let files: [DownloadableFile]
  /// The file that is trained on; nil where it is the folder of all.
  package let trainingFile: String?

  /// A set of files.
  package init(name: String, summary: String, files: [DownloadableFile], trainingFile: String?) {
    self.name = name
    self.summary = summary
    self.files = files
    self.trainingFile = trainingFile
  }

  /// The size of all its files, in bytes.
  package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }
}

/// A file that can be had, and how to tell that it came as it should.
package struct DownloadableFile: Sendable, Equatable {
  /// What it is called on disk, and below `--from`.
  package let name: String
  /// Its size in bytes.
  package let byteCount: Int
  /// 64 hexadecimal digits, in lower case.
  package let sha256: String
  /// Where it is, the best place first; each an http or https URL.
  package let addresses: [String]

  /// A file to be had at some addresses.
  package init(name: String, byteCount: Int, sha256: String, addresses: [String]) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
    self.addresses = addresses
  }
}
