import SiamCore
import SiamFiles

/// An error in reading a dataset, an image or a support set; its description says what is wrong, where and what to do.
public enum DataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is no file or folder at the path.
  case notFound(path: String)
  /// The file or folder can't be opened, for the system's reason.
  case unreadable(path: String, reason: String)
  /// The file or folder has none of the layouts that siam reads.
  case notImages(path: String)
  /// The file or folder doesn't have the layout that was requested or that its name suggests.
  case wrongLayout(path: String, layout: DataLayout, reason: String)
  /// A file of a dataset is cut short or damaged; nothing of the dataset is used.
  case damaged(path: String, layout: DataLayout, reason: String)
  /// A compressed file unpacks to more than `UnpackLimit` allows.
  case unpacksToTooMuch(path: String)
  /// There is no file of labels beside the IDX images.
  case missingLabels(path: String)
  /// A folder holds the files of several IDX datasets.
  case severalSets(path: String, names: [String])
  /// A manifest is invalid from a line on.
  case badManifest(path: String, line: Int, reason: String)
  /// The data puts images of one class in different splits.
  case conflictingSplits(path: String, classes: [String])
  /// There are no images at the path.
  case noImages(path: String)
  /// None of the files could be used; the first few are listed with the reason.
  case noReadableImage(path: String, skipped: [SkippedFile], skippedCount: Int)
  /// A split has fewer than two usable classes.
  case tooFewClasses(TooFewClasses)
  /// A group or class named by a hold-out doesn't exist.
  case unknownHoldOut(name: String, kind: String, existing: [String])
  /// A hold-out leaves no group or class for training.
  case holdOutTooLarge(requested: Int, kind: String, existing: Int)
  /// A group or class is named by both hold-outs.
  case inBothHoldOuts(name: String, kind: String)
  /// There are too few groups or classes to give every split two classes.
  case tooFewToSplit(split: String, kind: String, existing: Int)
  /// The bundled glyphs are not installed.
  case glyphsMissing(reason: String)
  /// The bundled glyphs are inconsistent or damaged.
  case glyphsDamaged(file: String, reason: String)

  /// There is no image or support set at the path.
  case noFile(path: String)
  /// The path of an image is a folder.
  case folderNotImage(path: String)
  /// The file is not a complete image in a format that siam reads.
  case notImage(path: String, reason: String)
  /// The support set has no images.
  case supportEmpty(path: String)
  /// All images of the support set are of one class.
  case supportOneClass(path: String, name: String)
  /// Some images of the support set can't be read; the first few are listed with the reason.
  case supportUnreadable(path: String, files: [SkippedFile], count: Int)

  /// A kind of error, which decides the exit status.
  public enum Fault: Sendable {
    /// An input doesn't exist or can't be opened.
    case missing
    /// An input is invalid.
    case bad
  }

  /// The kind of error.
  public var fault: Fault {
    switch self {
    case .notFound, .unreadable, .glyphsMissing, .noFile: .missing
    default: .bad
    }
  }

  /// One line: what is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(printable(path)): no such file or folder; check --data"
    case .unreadable(let path, let reason):
      "\(printable(path)): can't be read (\(reason)); check its permissions"
    case .notImages(let path):
      "\(printable(path)): not a dataset that siam can read; expected a folder with one folder of images per class, "
        + "such a folder in a .zip or .tar, IDX or CIFAR files, or a .csv with the columns path and class"
    case .wrongLayout(let path, let layout, let reason):
      "\(printable(path)): not \(layout.noun): \(printable(reason)); check the path, and --format if given"
    case .damaged(let path, let layout, let reason):
      "\(printable(path)): \(layout.file) is incomplete or damaged (\(printable(reason))) and was not used; "
        + "download it again"
    case .unpacksToTooMuch(let path):
      "\(printable(path)): unpacks to more than \(UnpackLimit.maxRatio) times its size and was not used; "
        + "if you trust it, unpack it and give the path of the unpacked data"
    case .missingLabels(let path):
      "\(printable(path)): IDX images without labels; put …-labels-idx1-ubyte beside …-images-idx3-ubyte"
    case .severalSets(let path, let names):
      "\(printable(path)): contains \(names.count) IDX datasets (\(naming(names.map(printable), of: names.count))); "
        + "give the path of one file of images"
    case .badManifest(let path, let line, let reason):
      "\(printable(path)): line \(line): \(printable(reason)); a manifest has the columns path,class[,group][,split]"
    case .conflictingSplits(let path, let names):
      "\(printable(path)): classes in more than one split (\(naming(names.map(printable), of: names.count))); "
        + "fix the split column, or use --split or --hold-out"
    case .noImages(let path):
      "\(printable(path)): no images found; expected PNG or JPEG files in class/ or group/class/"
    case .noReadableImage(let path, let skipped, let count):
      "\(printable(path)): none of the \(counted(count, "file")) could be used: "
        + "\(naming(skipped.map(\.description), of: count)); expected PNG or JPEG files in class/ or group/class/"
    case .tooFewClasses(let few):
      few.description
    case .unknownHoldOut(let name, let kind, let existing):
      "no \(kind) named \(printable(name)) to hold out; "
        + "available: \(naming(existing.map(printable), of: existing.count, limit: 60))"
    case .holdOutTooLarge(let requested, let kind, let existing):
      SmallSetText.holdOutTooLarge(requested, of: existing, kind) + "; hold out fewer"
    case .inBothHoldOuts(let name, let kind):
      "\(kind) \(printable(name)) is in --hold-out and in --test-hold-out; name it in only one of them"
    case .tooFewToSplit(let split, let kind, let existing):
      SmallSetText.tooFewToSplit(split, existing: existing, kind) + "; add classes, or use fewer splits"
    case .glyphsMissing(let reason):
      reason
    case .glyphsDamaged(let file, let reason):
      "the bundled glyphs are damaged: \(printable(file)): \(reason); install siam's assets again"
    case .noFile(let path):
      "\(printable(path)): no such file or folder"
    case .folderNotImage(let path):
      "\(printable(path)): a folder, not an image; give a PNG or JPEG file"
    case .notImage(let path, let reason):
      "\(printable(path)): invalid image: \(printable(reason)); give a complete PNG or JPEG file"
    case .supportEmpty(let path):
      "\(printable(path)): no images found; a support set has images in class/ or named by class, such as cat-1.png"
    case .supportOneClass(let path, let name):
      "\(printable(path)): all images are of one class, \(printable(name)); a support set needs at least 2 classes"
    case .supportUnreadable(let path, let files, let count):
      "\(printable(path)): \(counted(count, "image")) of the support set can't be read: "
        + "\(naming(files.map(\.description), of: count)); replace or remove them"
    }
  }
}

extension DataError {
  /// The error for a file or folder that can't be read.
  init(_ failure: FileFailure) { self = .unreadable(path: failure.path, reason: failure.reasonInSentence) }
}

extension Result where Failure == FileFailure {
  /// The value, or the failure as a `DataError`.
  func orDataError() throws(DataError) -> Success {
    switch self {
    case .success(let value): return value
    case .failure(let failure): throw DataError(failure)
    }
  }
}

/// A split that has too few usable classes.
public struct TooFewClasses: Equatable, Sendable, CustomStringConvertible {
  /// The name of the data.
  public var data: String
  /// The split.
  public var split: Split
  /// The number of usable classes.
  public var usable: Int
  /// The number of images that a class of the split needs.
  public var needed: Int
  /// The number of classes skipped for having fewer images.
  public var skippedClasses: Int
  /// The number of images that would have to be enough for two classes to be usable.
  public var maxImages: Int
  /// The number of needed images that are for support, if the split is not for training.
  public var support = 1

  /// One line: what is missing, and what to change.
  public var description: String {
    let problem = SmallSetText.fewClasses(
      usable, split.purpose, skipped: Array(repeating: maxImages, count: skippedClasses), needed: needed)
    return "\(printable(data)): \(SmallSetText.problem(problem, remedies: remedies, otherwise: "add classes"))"
  }

  private var remedies: [String] {
    let isTraining = split == .training
    guard skippedClasses > 0 else {
      return isTraining ? ["add classes", "lower --hold-out"] : ["raise \(split.option)", "set it to 0"]
    }
    if isTraining {
      return [maxImages >= 2 ? "set --batch-images \(maxImages)" : "set --single-image-classes augment", "add images"]
    }
    return ["set \(split.option) 0", SmallSetText.episodeRemedy([maxImages], shot: support)]
  }
}

extension Split {
  /// The option that sets the number of its classes.
  fileprivate var option: String { self == .test ? "--test-hold-out" : "--hold-out" }
}
