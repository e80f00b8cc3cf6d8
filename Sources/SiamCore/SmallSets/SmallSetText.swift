/// Every text about data with too few classes or images: what was adapted, what is excluded, what is missing, and the
/// options that help.
package enum SmallSetText {
  // MARK: What was adapted

  static func way(_ way: Int, insteadOf wanted: [Int], images: Int, of sizes: ClassSizes, _ noun: String) -> String {
    let before = wanted.map { "\($0)-way" }.joined(separator: " and ")
    let classes = counted(way, noun, plural(noun))
    let isLimitedByImages = way < sizes.count(atLeast: 1)
    return "\(way)-way instead of \(before): \(classes)" + (isLimitedByImages ? " with at least \(images) images" : "")
  }

  static func shot(_ shot: Int, insteadOf wanted: Int, room: Int, _ noun: String) -> String {
    "\(shot)-shot instead of \(wanted)-shot: too few \(plural(noun)) have more than \(counted(room, "image"))"
  }

  static func queries(_ queries: Int, insteadOf wanted: Int, room: Int, _ noun: String) -> String {
    "\(counted(queries, "query", "queries")) of each class instead of \(wanted): too few \(plural(noun)) have more than "
      + counted(room, "image")
  }

  static func batchImages(_ images: Int, insteadOf wanted: Int) -> String {
    "\(images) images of each class in a batch instead of \(wanted): too few training classes have more"
  }

  static func batchClasses(_ classes: Int, insteadOf wanted: Int, existing: Int, turns: Int) -> String {
    "\(classes) classes in a batch instead of \(wanted): \(counted(existing, "training class", "training classes"))"
      + (turns > 1 ? ", each turned \(turns) ways" : "")
  }

  /// The hold-out was chosen so that the episodes have enough classes.
  package static func holdOut(_ classes: Int, insteadOf standard: Int) -> String {
    "\(counted(classes, "validation class", "validation classes")) instead of \(standard), "
      + (classes > standard ? "as many as the episodes need" : "so that 2 classes are left to train on")
  }

  /// There is no validation set, because the data is too small for one.
  ///
  /// - Parameters:
  ///   - classes: the number of classes with enough images.
  ///   - images: the number of images that is enough.
  ///   - groups: the number of groups, which are not divided; nil if there are none.
  /// - Returns: the line.
  package static func noValidation(classes: Int, images: Int, groups: Int?) -> String {
    let start = "evaluation is off: training and validation need 2 classes each with at least \(images) images"
    return groups.map { "\(start), in groups of their own; there \($0 == 1 ? "is" : "are") \(counted($0, "group"))" }
      ?? "\(start), and there \(classes == 1 ? "is" : "are") \(classes); --same-classes evaluates on other images of the "
      + "classes that are trained on"
  }

  /// Options for evaluations were given, and there are none.
  package static func unusedEvaluation(_ options: [String]) -> String {
    "\(list(options, "and")) \(options.count == 1 ? "has" : "have") no effect: evaluation is off, as there are no "
      + "validation classes"
  }

  /// Some classes are represented by copies of their one image.
  package static func singles(_ classes: Int) -> String {
    "\(counted(classes, "class has", "classes have")) 1 image, and augmented copies of it as positives"
  }

  /// The augmentation was turned on, because copies of an image would be equal without it.
  package static func augmentationIsOn(_ augmentation: String) -> String {
    "augmentation is on (\(augmentation)): copies of single images need it"
  }

  // MARK: What is excluded

  /// The classes that a split excludes.
  ///
  /// - Parameters:
  ///   - sizes: the number of images of each of them.
  ///   - names: the classes with their number of images, as they are listed.
  ///   - split: the name of the split, or of what they are excluded from.
  ///   - needed: the number of images that a class needs.
  ///   - remedy: the options that would include some of them.
  /// - Returns: the line.
  package static func excluded(_ sizes: [Int], _ names: String, from split: String, needed: Int, remedy: String)
    -> String
  {
    "\(counted(sizes.count, "class", "classes")) excluded from \(split) (fewer than \(needed) images): \(names); "
      + remedy
  }

  /// The options with which excluded classes can be trained on.
  package static func trainingRemedy(_ sizes: [Int], needed: Int) -> String {
    var remedies: [String] = []
    if let smallest = sizes.filter({ $0 > 1 }).min(), smallest < needed {
      remedies += ["--batch-images \(smallest)", "--allow-repeats"]
    }
    if sizes.contains(1) { remedies.append("--single-image-classes augment") }
    return remedies.isEmpty ? "add images" : "use \(list(remedies)), or add images"
  }

  /// The options with which excluded classes can be evaluated on; `shot` of the images needed are for support.
  package static func episodeRemedy(_ sizes: [Int], shot: Int) -> String {
    // A class of one image can't be evaluated: the query would be its own support.
    guard let smallest = sizes.filter({ $0 > 1 }).min() else { return "add images" }
    return smallest > shot
      ? "use --queries \(smallest - shot), or add images"
      : "use --shot \(smallest - 1) --queries 1, or add images"
  }

  // MARK: What is missing

  /// The data has fewer than two classes.
  package static func oneClass(_ classes: Int) -> String {
    "only \(counted(classes, "class", "classes")) found; at least 2 are needed"
  }

  /// A split has fewer than two usable classes.
  package static func fewClasses(_ usable: Int, _ purpose: String, skipped: [Int], needed: Int) -> String {
    let start = "only \(counted(usable, "class", "classes")) \(purpose); at least 2 are needed"
    guard !skipped.isEmpty else { return start }
    let skippedClasses = counted(skipped.count, "class", "classes")
    return start + "; \(skippedClasses) skipped for having fewer than \(needed) images"
  }

  /// All classes are test classes.
  package static func onlyTests(_ count: Int) -> String {
    "no training classes: \(counted(count, "test class", "test classes")), and nothing named test is trained on"
  }

  /// What to do about data that is all for tests.
  package static let onlyTestsRemedy = "add training data, or rename what is named test if you want to train on it"

  /// There are fewer classes for an episode than its way.
  ///
  /// - Parameters:
  ///   - need: what an episode needs at least.
  ///   - queries: the number of queries that was requested, or nil if it adapts to the classes.
  ///   - existing: the number of classes with enough images.
  ///   - noun: such a class, such as `validation class`.
  ///   - pool: where all classes of an episode must come from, if that is limited.
  /// - Returns: the line.
  package static func episodes(
    _ need: EpisodeNeed, queries: Int?, existing: Int, _ noun: String, pool: String = ""
  ) -> String {
    let protocolText =
      "\(need.classes)-way \(need.shot)-shot episodes"
      + (queries.map { " with \(counted($0, "query", "queries")) of each class" } ?? "")
    return "\(protocolText) need \(need.classes) \(plural(noun))\(pool) with at least \(need.images) images, and there "
      + "\(existing == 1 ? "is" : "are") \(existing)"
  }

  /// There are fewer classes for an episode of the Support screen than its way.
  package static func support(way: Int, shot: Int, classes: Int, images: Int, isWithinGroup: Bool) -> String {
    let holders = isWithinGroup ? "the largest group has" : classes == 1 ? "there is" : "there are"
    return "\(way)-way \(shot)-shot needs \(way) classes of at least \(counted(images, "image")); \(holders) \(classes)"
      + (isWithinGroup ? " (i draws from any group)" : "")
  }

  /// There are fewer classes to draw an episode from than its way.
  package static func drawn(way: Int, classes: Int, needed: Int, isWithinGroup: Bool) -> String {
    // A way of 2 and a need of 2 images are the lowest.
    let remedies =
      (classes > 1 ? ["lower the way to \(classes)"] : []) + (needed > 2 ? ["lower the shot"] : [])
      + (isWithinGroup ? ["draw from all groups"] : [])
    let problem =
      isWithinGroup
      ? "a \(way)-way episode within a group needs \(way) classes with \(counted(needed, "image")), but the largest group "
        + "has \(classes)"
      : "a \(way)-way episode needs \(way) classes with \(counted(needed, "image")), but there \(classes == 1 ? "is" : "are") "
        + "\(classes)"
    return Self.problem(problem, remedies: remedies, otherwise: "add images")
  }

  /// A class has too few images for an episode.
  package static func drawn(_ name: String, images: Int, needed: Int) -> String {
    "\(name) has \(counted(images, "image")), but support and queries need \(needed); "
      + (images > 1 ? "lower the shot or choose another class" : "choose another class")
  }

  /// A class has too few images for an episode of the Support screen.
  package static func chosen(_ name: String, images: Int, shot: Int) -> String {
    "\(name) has \(counted(images, "image")); \(shot)-shot needs \(shot) and one as a query"
  }

  /// There are fewer classes for a batch than its P.
  package static func batch(classes: Int, existing: Int) -> String {
    "batches of \(classes) classes: there are only \(existing) to train on, turned ones included"
  }

  /// A hold-out would leave no classes for training.
  package static func holdOutTooLarge(_ requested: Int, of existing: Int, _ kind: String) -> String {
    "can't hold out \(requested) of \(counted(existing, kind, plural(kind))): none would be left for training"
  }

  /// There are too few groups or classes to give each part of a random split two classes.
  package static func tooFewToSplit(_ split: String, existing: Int, _ kind: String) -> String {
    "can't split \(counted(existing, kind, plural(kind))) by \(split): every split needs at least 2 classes"
  }

  /// A message with up to two remedies, or with `otherwise` if no option helps.
  package static func problem(_ problem: String, remedies: [String], otherwise: String) -> String {
    "\(problem); \(remedies.isEmpty ? otherwise : remedies.prefix(2).joined(separator: ", or "))"
  }

  // MARK: Text

  /// The plural of a noun that ends in class or image.
  package static func plural(_ noun: String) -> String { noun.hasSuffix("s") ? noun + "es" : noun + "s" }

  private static func list(_ items: [String], _ conjunction: String = "or") -> String {
    guard items.count > 2, let last = items.last else { return items.joined(separator: " \(conjunction) ") }
    return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
