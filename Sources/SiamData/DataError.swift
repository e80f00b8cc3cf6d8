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
  /// A folder or an archive holds the files of several datasets.
  case severalSets(path: String, names: [String])
  /// An array can't be read as images or labels, for this reason; what to do.
  case unusableArray(path: String, reason: String, remedy: String)
  /// The data has a format that siam doesn't read; how to convert it.
  case otherFormat(path: String, name: String, remedy: String)
  /// A file doesn't have the format that its name says, for this reason; what to do.
  case notAsNamed(path: String, reason: String, remedy: String)
  /// A manifest is invalid from a line on.
  case badManifest(path: String, line: Int, reason: String)
  /// A rule for classes can't be used with data of the layout.
  case ruleNotApplicable(path: String, option: String, purpose: String, layout: DataLayout)
  /// A rule for classes is invalid, or can't be applied to a name.
  case badNameRule(path: String, reason: String)
  /// None of the files in a list could be used, for reasons of these kinds; what to do.
  case noListedImage(path: String, kinds: [SkippedKind], count: Int, remedy: String?)
  /// The images are in no folders that name their classes; `stems` is how their names may name them.
  case noClassFolders(path: String, images: Int, stems: String?)
  /// There are no images at the path.
  case noImages(path: String)
  /// There are only files that aren't images, of these kinds; what to do.
  case onlyOtherFiles(path: String, kinds: String, remedy: String)
  /// None of the files could be used, for reasons of these kinds; what to do.
  case noReadableImage(path: String, kinds: [SkippedKind], count: Int, remedy: String?)
  /// A split has fewer than two usable classes.
  case tooFewClasses(TooFewClasses)
  /// The same classes were requested in every split, and the data's own splits have none in common.
  case noSharedClasses(path: String)
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
        + "such a folder in a .zip or .tar, IDX or CIFAR files, an .npz, or a list of paths and classes, such as a .csv"
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
      "\(printable(path)): contains \(names.count) datasets "
        + "(\(naming(names.map(printable), of: names.count, limit: 12))); "
        + "give the path of one, such as "
        + printable(Self.joined(path, names.first { SplitName($0.utf8)?.split != .test } ?? names.first ?? ""))
    case .unusableArray(let path, let reason, let remedy):
      "\(printable(path)): \(printable(reason)); \(printable(remedy, limit: 600))"
    case .otherFormat(let path, let name, let remedy):
      "\(printable(path)): \(name), which siam doesn't read; \(printable(remedy, limit: 800))"
    case .notAsNamed(let path, let reason, let remedy):
      "\(printable(path)): \(reason); \(remedy)"
    case .badManifest(let path, let line, let reason):
      "\(printable(path)): line \(line): \(printable(reason))"
    case .ruleNotApplicable(let path, let option, let purpose, let layout):
      "\(printable(path)): \(option) is for \(purpose), and this is \(layout.noun); omit it"
    case .badNameRule(let path, let reason):
      "\(printable(path)): \(printable(reason, limit: 400))"
    case .noListedImage(let path, let kinds, let count, let remedy):
      "\(printable(path)): \(Self.noneUsed(kinds, count, "listed file", remedy))"
    case .noClassFolders(let path, let images, let stems):
      "\(printable(path)): \(counted(images, "image")) without class folders; "
        + (stems ?? "put each class in a folder of its own, or use --class-from if the names have the class")
    case .noImages(let path):
      "\(printable(path)): no images found; \(Self.expectedImages)"
    case .onlyOtherFiles(let path, let kinds, let remedy):
      "\(printable(path)): no images found, only \(kinds); \(remedy)"
    case .noReadableImage(let path, let kinds, let count, let remedy):
      "\(printable(path)): \(Self.noneUsed(kinds, count, "file", remedy))"
    case .tooFewClasses(let few):
      few.description
    case .noSharedClasses(let path):
      "\(printable(path)): no class has both training and test images; omit --same-classes"
    case .unknownHoldOut(let name, let kind, let existing):
      "no \(kind) named \(NameList.quoted(name)) to hold out; available: \(NameList.text(existing, limit: 60))"
    case .holdOutTooLarge(let requested, let kind, let existing):
      SmallSetText.holdOutTooLarge(requested, of: existing, kind) + "; hold out fewer"
    case .inBothHoldOuts(let name, let kind):
      "\(kind) \(NameList.quoted(name)) is in --hold-out and in --test-hold-out; name it in only one of them"
    case .tooFewToSplit(let split, let kind, let existing):
      SmallSetText.tooFewToSplit(split, existing: existing, kind) + "; add classes, or use fewer splits"
    case .glyphsMissing(let reason):
      reason
    case .glyphsDamaged(let file, let reason):
      "the bundled glyphs are damaged: \(printable(file)): \(reason); install siam's assets again"
    case .noFile(let path):
      "\(printable(path)): no such file or folder"
    case .folderNotImage(let path):
      "\(printable(path)): a folder, not an image; give an image file"
    case .notImage(let path, let reason):
      "\(printable(path)): invalid image: \(printable(reason, limit: 600))"
        // A reason that says what to do needs no other advice.
        + (reason.contains("; ") ? "" : "; give a complete image file")
    case .supportEmpty(let path):
      "\(printable(path)): no images found; a support set has images in class/ or named by class, such as cat-1.png"
    case .supportOneClass(let path, let name):
      "\(printable(path)): all images are of one class, \(NameList.quoted(name)); a support set needs at least 2 classes"
    case .supportUnreadable(let path, let files, let count):
      "\(printable(path)): \(counted(count, "image")) of the support set can't be read: "
        + "\(naming(files.map(\.description), of: count)); replace or remove them"
    }
  }
}

extension DataError {
  /// What to do about data without image files.
  static let expectedImages = "expected image files in class/ or group/class/"

  /// That no file could be used, each reason once, and what to do.
  private static func noneUsed(_ kinds: [SkippedKind], _ count: Int, _ noun: String, _ remedy: String?) -> String {
    (count == 1 ? "the only \(noun) could not be used" : "none of the \(counted(count, noun)) could be used")
      + ": \(naming(kinds.map(\.summary), of: kinds.count, limit: 4))"
      + (remedy.map { "; \(printable($0, limit: 600))" } ?? "")
  }

  /// A path below another.
  private static func joined(_ path: String, _ name: String) -> String {
    path.hasSuffix("/") ? path + name : path + "/" + name
  }

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
  /// The number of classes in other splits.
  public var otherClasses = 0
  /// Whether every split has the same classes.
  public var isSameClasses = false
  /// The number of needed images that are for support, if the split is not for training.
  public var support = 1
  /// The number of classes that the data itself calls test classes, if the split is for training.
  public var testClasses = 0

  /// One line: what is missing, and what to change.
  public var description: String {
    guard !isOnlyTests else {
      return "\(printable(data)): \(SmallSetText.onlyTests(testClasses)); \(SmallSetText.onlyTestsRemedy)"
    }
    let problem = SmallSetText.fewClasses(
      usable, split.purpose, skipped: Array(repeating: maxImages, count: skippedClasses), needed: needed)
    return "\(printable(data)): \(SmallSetText.problem(problem, remedies: remedies, otherwise: "add classes"))"
  }

  /// Whether all classes are test classes.
  public var isOnlyTests: Bool { testClasses > 0 && usable + skippedClasses == 0 }

  private var remedies: [String] {
    let isTraining = split == .training
    if isSameClasses, !isTraining {
      return ["add images of more classes that have training images", "omit --same-classes"]
    }
    guard skippedClasses > 0 else {
      guard isTraining else { return ["raise \(split.option)", "set it to 0"] }
      if otherClasses > 0 { return ["add classes", "lower --hold-out"] }
      return [usable == 1 ? "add a class, with its images in a folder of its own" : "add classes"]
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
