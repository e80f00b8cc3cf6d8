/// A published dataset that can be downloaded: its authors' original files.
package struct DownloadableSet: Sendable, Equatable {
  /// The name on the command line, such as `fashion-mnist`.
  package let name: String
  /// A short description of the contents.
  package let summary: String
  /// The files of the dataset.
  package let files: [DownloadableFile]
  /// The name of the file to train on; nil to train on the folder of all files.
  package let trainingFile: String?

  /// Creates a dataset from its files.
  package init(name: String, summary: String, files: [DownloadableFile], trainingFile: String?) {
    self.name = name
    self.summary = summary
    self.files = files
    self.trainingFile = trainingFile
  }

  /// The size of all its files, in bytes.
  package var byteCount: Int { files.reduce(0) { $0 + $1.byteCount } }
}

/// A file that can be downloaded, with its size and checksum.
package struct DownloadableFile: Sendable, Equatable {
  /// The name on disk, and below the mirror `--from`.
  package let name: String
  /// The size in bytes.
  package let byteCount: Int
  /// The SHA-256, as 64 hexadecimal digits in lower case.
  package let sha256: String
  /// The http or https URLs of the file, in order of preference.
  package let addresses: [String]

  /// Creates a file that is available at some addresses.
  package init(name: String, byteCount: Int, sha256: String, addresses: [String]) {
    self.name = name
    self.byteCount = byteCount
    self.sha256 = sha256
    self.addresses = addresses
  }
}
