/// The layout of a dataset's files.
public enum DataLayout: String, CaseIterable, Sendable {
  /// A folder of `class/image` or `group/class/image`.
  case folder
  /// The same folders in a .zip or a .tar, which may be compressed (.gz, .bz2, .xz, .zst).
  case archive
  /// MNIST's pairs of image and label files, plain or compressed: a folder or an archive of them, or one of its image
  /// files.
  case idx
  /// The binary files of CIFAR-10 and CIFAR-100: a folder, one of its files, or the archive they are distributed in.
  case cifar
  /// NumPy's arrays of images and labels: an .npz, or .npy or .npz files in a folder.
  case arrays
  /// A list of paths with their classes: CSV and similar texts, JSON lines, or the lists of Caltech-UCSD Birds.
  case manifest

  /// The noun for a file of the layout, in messages.
  var file: String {
    switch self {
    case .folder: "the folder"
    case .archive: "the archive"
    case .idx: "the IDX file"
    case .cifar: "the CIFAR file"
    case .arrays: "the array"
    case .manifest: "the list"
    }
  }

  /// The noun for data of the layout, in messages.
  var noun: String {
    switch self {
    case .folder: "a folder of images"
    case .archive: "an archive"
    case .idx: "an IDX dataset"
    case .cifar: "a CIFAR dataset"
    case .arrays: "a dataset of NumPy arrays"
    case .manifest: "a list"
    }
  }
}
