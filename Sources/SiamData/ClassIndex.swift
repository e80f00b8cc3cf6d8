import SiamCore

/// Builds the list of groups and classes, in dataset order.
struct ClassIndex {
  var groups: [DataGroup] = []
  var classes: [DataClass] = []
  /// The split that the data assigns to each class, or nil if it assigns none or several.
  var splits: [Split?] = []
  /// The number of images in each split, for a class that the data puts in several splits; nil for other classes.
  var partCounts: [PartCounts?] = []
  /// Where the classes and splits come from.
  var origin = LabelOrigin()

  /// Whether the data comes with a split; its other classes are training classes.
  var hasOwnSplit: Bool { splits.contains { $0 != nil } || hasSharedClasses }

  /// Whether the data puts a class in several splits.
  var hasSharedClasses: Bool { partCounts.contains { $0 != nil } }

  /// Starts a group, which the classes added next belong to.
  mutating func addGroup(_ name: String) {
    groups.append(DataGroup(name: name, classes: classes.count..<classes.count))
  }

  /// Adds a class of `count` images, whose indices follow those of the previous class.
  ///
  /// - Parameters:
  ///   - name: the name of the class.
  ///   - count: the number of its images.
  ///   - split: the split that the data assigns to all of them, or nil.
  ///   - parts: the number of images in each split, if the data puts them in several.
  mutating func addClass(_ name: String, images count: Int, split: Split? = nil, parts: PartCounts? = nil) {
    splits.append(split)
    partCounts.append(parts)
    let start = classes.last?.images.upperBound ?? 0
    add(name, start..<start + count)
  }

  /// Adds a class with the given images, to the last group.
  mutating func add(_ name: String, _ images: Range<Int>) {
    let group = groups.isEmpty ? nil : groups.count - 1
    classes.append(DataClass(id: ClassID(classes.count), name: name, group: group, images: images))
    if let group {
      let lower = groups[group].classes.lowerBound
      groups[group] = DataGroup(name: groups[group].name, classes: lower..<classes.count)
    }
  }
}

/// The number of images of a class that the data puts in each split; they are stored in this order.
struct PartCounts: Codable, Equatable {
  /// The images of the training part, and those that no split is given for.
  var training = 0
  var validation = 0
  var test = 0

  /// The number of all images.
  var total: Int { training + validation + test }

  /// Whether no number is negative, and the total is a number.
  var isValid: Bool {
    let (sum, overflow) = training.addingReportingOverflow(validation)
    return min(training, validation, test) >= 0 && !overflow && !sum.addingReportingOverflow(test).overflow
  }

  /// The number of images in a split.
  subscript(split: Split) -> Int {
    switch split {
    case .training: training
    case .validation: validation
    case .test: test
    }
  }

  /// Counts an image of a split; nil counts as training.
  mutating func add(_ split: Split?) {
    switch split {
    case .training, nil: training += 1
    case .validation: validation += 1
    case .test: test += 1
    }
  }
}

/// Where the classes and splits of some data come from. The property names are keys in the cache's files.
struct LabelOrigin: Codable, Equatable {
  /// Whether folders name the classes; otherwise the data has labels.
  var isFolders = true
  /// The names of the folders that are splits, training first; empty without such folders.
  var splitFolders: [String] = []
  /// The folders beside those, which were skipped.
  var otherFolders: [String] = []
  /// A folder above all images whose name holds that of a test split and more; nil if there is none.
  var testFolder: String?
}
