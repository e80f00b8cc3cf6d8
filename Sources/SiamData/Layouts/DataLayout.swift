/// How images are laid out at a path.
public enum DataLayout: String, CaseIterable, Sendable {
  /// A folder of `class/picture` or `group/class/picture`.
  case folder
  /// The same in a .zip or a .tar, which may be compressed (.gz, .bz2, .xz, .zst).
  case archive
  /// MNIST's pairs of images and labels, plain or compressed: a folder of them, or one of its files of images.
  case idx
  /// The binaries of CIFAR-10 and CIFAR-100: a folder of them, one of its files, or the archive they come in.
  case cifar
  /// A CSV of `path,class[,group][,split]`.
  case manifest

  /// As a message calls a file of it.
  var file: String {
    switch self {
    case .folder: "the folder"
    case .archive: "the archive"
    case .idx: "the IDX file"
    case .cifar: "the CIFAR file"
    case .manifest: "the CSV"
    }
  }

  /// As a message calls what is laid out so.
  var noun: String {
    switch self {
    case .folder: "a folder of pictures"
    case .archive: "an archive"
    case .idx: "an IDX set"
    case .cifar: "a CIFAR set"
    case .manifest: "a manifest"
    }
  }
}
