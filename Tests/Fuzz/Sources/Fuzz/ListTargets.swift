import SiamCore

@testable import SiamData
@testable import SiamFewShot

/// Reads a list: with a name that says so, detected by its content, with given columns, and as the list of numbers and
/// labels of Caltech-UCSD Birds.
struct ManifestTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let path = ScratchFiles.write(input, as: "list.csv")
    readAll(path, layout: .manifest)
    readAll(path)
    readAll(path, layout: .manifest, labels: LabelRules(columns: "2,1,3,4", root: ScratchFiles.folder))
    readAll(path, layout: .manifest, labels: LabelRules(columns: "path=image,class=label"))
    readAll(ScratchFiles.write(input, as: "list"))
    for name in ["image_class_labels.txt", "classes.txt", "train_test_split.txt"] {
      _ = ScratchFiles.write(input, as: name)
    }
    readAll(ScratchFiles.write(input, as: "images.txt"))
  }
}

/// Applies a rule to a path: the rule is the first line, and the path the second.
struct NameRuleTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    let lines = input.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: lines.first?.prefix(300) ?? [], as: UTF8.self)
    let path = (lines.dropFirst().first ?? []).prefix(2_000).split(separator: 0x2F).map(Array.init)
    for role in [NameRule.Role.className, .group] {
      // Rejecting the input is fine; only a trap or a timeout is a finding.
      guard let found = try? NameRule(text, role: role).find(in: path, role: role) else { continue }
      precondition(found.className != [] && found.group != [], "an empty name")
    }
    _ = NameStems(path)
  }
}

/// Parses a published list of pairs.
struct PairListTarget: FuzzTarget {
  func run(_ input: [UInt8]) {
    guard let list = try? PairList(parsing: String(decoding: input, as: UTF8.self)) else { return }
    precondition(list.folds.last?.upperBound == list.pairs.count, "pairs outside of the folds")
  }
}
