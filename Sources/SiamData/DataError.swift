/// Why images could not become a dataset: one line that says what, where and what to do.
public enum DataError: Error, Equatable, Sendable, CustomStringConvertible {
  /// There is nothing at the path.
  case notFound(path: String)
  /// What is at the path can't be opened, for the system's reason.
  case unreadable(path: String, reason: String)
  /// What is at the path is laid out in none of the ways siam reads.
  case notImages(path: String)
  /// What is at the path is not laid out in the way that was asked for, or that its name promises.
  case wrongLayout(path: String, layout: DataLayout, reason: String)
  /// A file of a set ends early or is damaged; nothing of the set is used.
  case damaged(path: String, layout: DataLayout, reason: String)
  /// More would come out of a compressed file than siam unpacks.
  case unpacksToTooMuch(path: String)
  /// IDX images whose labels are not beside them.
  case missingLabels(path: String)
  /// A folder of the files of several IDX sets.
  case severalSets(path: String, names: [String])
  /// A manifest that can't be used from a line on.
  case badManifest(path: String, line: Int, reason: String)
  /// Classes that the data itself puts on two sides of the split, by name.
  case tornClasses(path: String, names: [String])
  /// Nothing at the path looks like a picture in a class's folder.
  case noPictures(path: String)
  /// There were files, and none could be used; the first few with the reason.
  case noPictureReadable(path: String, skipped: [SkippedFile], skippedCount: Int)
  /// Fewer than two classes remain to train on, or to examine.
  case tooFewClasses(TooFewClasses)
  /// A group or class to hold out that does not exist.
  case unknownHoldOut(name: String, kind: String, existing: [String])
  /// More is to be held out than there is, or all of it.
  case holdOutTooLarge(asked: Int, kind: String, existing: Int)
  /// A group or class that is named for two sides.
  case heldOutTwice(name: String, kind: String)
  /// So few groups or classes that not every side gets two classes.
  case tooFewToSplit(split: String, kind: String, existing: Int)
  /// The bundled glyphs are missing.
  case glyphsMissing(reason: String)
  /// The bundled glyphs are there and don't fit together.
  case glyphsDamaged(file: String, reason: String)

  /// There is nothing at the path of a picture or a support set.
  case noFile(path: String)
  /// A folder where a picture should be.
  case folderNotPicture(path: String)
  /// The file is no picture siam reads, or not a whole one.
  case notPicture(path: String, reason: String)
  /// A support set without a picture.
  case supportEmpty(path: String)
  /// A support set with pictures of one class alone, of this name.
  case supportOneClass(path: String, name: String)
  /// Pictures of a support set that can't be read: the first few with the reason, and how many.
  case supportUnreadable(path: String, files: [SkippedFile], count: Int)

  /// Whose fault it is, as an exit status tells it.
  public enum Fault: Sendable {
    /// An input isn't there or can't be opened: exit status 66.
    case missing
    /// An input is there and wrong: exit status 65.
    case bad
  }

  /// Which exit status fits.
  public var fault: Fault {
    switch self {
    case .notFound, .unreadable, .glyphsMissing, .noFile: .missing
    default: .bad
    }
  }

  /// One line: what, where, and what to do.
  public var description: String {
    switch self {
    case .notFound(let path):
      "\(printable(path)): no such file or folder; check --data"
    case .unreadable(let path, let reason):
      "\(printable(path)): can't be read (\(reason)); check its permissions"
    case .notImages(let path):
      "\(printable(path)): no images siam can read; give a folder with a folder of pictures for each class, "
        + "such a folder in a .zip or .tar, IDX or CIFAR files, or a .csv of path,class"
    case .wrongLayout(let path, let layout, let reason):
      "\(printable(path)): not \(layout.noun): \(printable(reason)); check the path, and --format where it is given"
    case .damaged(let path, let layout, let reason):
      "\(printable(path)): \(layout.file) is cut short or damaged (\(printable(reason))), so none of it is used; "
        + "fetch it again"
    case .unpacksToTooMuch(let path):
      "\(printable(path)): it unpacks to more than \(UnpackLimit.mostTimes) times its size, so none of it is used; "
        + "if you trust it, unpack it and give the folder or file"
    case .missingLabels(let path):
      "\(printable(path)): IDX images without labels; put …-labels-idx1-ubyte beside …-images-idx3-ubyte"
    case .severalSets(let path, let names):
      "\(printable(path)): \(names.count) IDX sets (\(naming(names.map(printable), of: names.count))); "
        + "give the path of one file of images"
    case .badManifest(let path, let line, let reason):
      "\(printable(path)): line \(line): \(printable(reason)); a manifest is lines of path,class[,group][,split]"
    case .tornClasses(let path, let names):
      "\(printable(path)): \(naming(names.map(printable), of: names.count)) on two sides of its split, and a class can be "
        + "on one alone; mend the split column, or give --split or --hold-out"
    case .noPictures(let path):
      "\(printable(path)): no pictures found; siam reads PNG and JPEG files in class/ or group/class/"
    case .noPictureReadable(let path, let skipped, let count):
      "\(printable(path)): none of its \(counted(count, "file")) could be used: "
        + "\(naming(skipped.map(\.description), of: count)); siam reads PNG and JPEG files in class/ or group/class/"
    case .tooFewClasses(let few):
      few.description
    case .unknownHoldOut(let name, let kind, let existing):
      "there is no \(kind) named \(printable(name)) to hold out; "
        + "there are \(naming(existing.map(printable), of: existing.count, limit: 60))"
    case .holdOutTooLarge(let asked, let kind, let existing):
      "\(counted(asked, kind)) can't be held out of \(existing), as something must be left to train on; lower --hold-out"
    case .heldOutTwice(let name, let kind):
      "\(kind) \(printable(name)) is in --hold-out and in --test-hold-out; it can be on one side alone"
    case .tooFewToSplit(let split, let kind, let existing):
      "\(counted(existing, kind, kind == "class" ? "classes" : nil)) can't be split \(split), as each side needs at "
        + "least 2 classes; add classes, or leave a side out"
    case .glyphsMissing(let reason):
      reason
    case .glyphsDamaged(let file, let reason):
      "the bundled glyphs are damaged: \(printable(file)): \(reason); install siam's assets again"
    case .noFile(let path):
      "\(printable(path)): no such file or folder"
    case .folderNotPicture(let path):
      "\(printable(path)): a folder, not a picture; give a PNG or JPEG file"
    case .notPicture(let path, let reason):
      "\(printable(path)): can't be used as a picture: \(printable(reason)); give a whole PNG or JPEG file"
    case .supportEmpty(let path):
      "\(printable(path)): no pictures found; a support set is class/*.png, or pictures named by class: cat-1.png"
    case .supportOneClass(let path, let name):
      "\(printable(path)): all pictures are of one class, \(printable(name)); a support set needs at least 2"
    case .supportUnreadable(let path, let files, let count):
      "\(printable(path)): \(counted(count, "picture")) of the support set can't be read: "
        + "\(naming(files.map(\.description), of: count)); replace or remove them"
    }
  }
}

/// One side of a split with too few classes left.
public struct TooFewClasses: Equatable, Sendable, CustomStringConvertible {
  /// As people call the data.
  public var data: String
  /// Which side.
  public var side: Side
  /// How many classes can be used.
  public var usable: Int
  /// Images a class must have there.
  public var needed: Int
  /// How many classes were left out for having fewer.
  public var leftOut: Int
  /// The most images a class left out has.
  public var most: Int

  /// One line: what is missing, and what to change.
  public var description: String {
    let start = "\(printable(data)): \(counted(usable, "class", "classes")) left \(side.purpose), at least 2 are needed"
    guard leftOut > 0 else {
      return start
        + (side == .training ? "; add classes, or lower --hold-out" : "; raise \(side.option), or set it to 0")
    }
    let cause = "; \(counted(leftOut, "class", "classes")) left out for having fewer than \(needed) images"
    switch side {
    case .training:
      return start + cause + (most >= 2 ? "; set --batch-images \(most), or add images" : "; add images")
    case .validation, .test:
      return start + cause + "; lower --shot, add images, or set \(side.option) 0"
    }
  }
}

extension Side {
  /// What says how many classes it has.
  fileprivate var option: String { self == .test ? "--test-hold-out" : "--hold-out" }
}

/// A count with its noun, `1 file` or `2 files`.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// The first few of `names`, and how many more of `count` there are.
package func naming(_ names: [String], of count: Int, limit: Int = 3) -> String {
  let shown = names.prefix(limit)
  let more = count - shown.count
  return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
}

/// A name from outside, made fit for one line of a terminal: control characters become `?`, and it is kept short.
package func printable(_ name: String) -> String { printable(name, limit: 200) }

/// The same, of so many characters at most.
package func printable(_ name: String, limit: Int) -> String {
  var result = String.UnicodeScalarView()
  for scalar in name.unicodeScalars.prefix(limit) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: result.append("?")
    default: result.append(scalar)
    }
  }
  return String(result) + (name.unicodeScalars.count > limit ? "…" : "")
}
