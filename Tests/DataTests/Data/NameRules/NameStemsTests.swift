import SiamCore
import TestSupport
import Testing

@testable import SiamData

/// Names that look like classes.
struct NameStemsTests {
  private static func names(_ stems: [String], _ count: Int, _ form: (String, Int) -> String) -> [[UInt8]] {
    stems.flatMap { stem in (0..<count).map { Array(form(stem, $0).utf8) } }
  }

  @Test func `the rule of common names is detected`() {
    let pets = ["Abyssinian", "american_bulldog", "american_pit_bull_terrier"]
    for (names, rule, count) in [
      (Self.names(["cat", "dog", "bird"], 8) { "\($0)_00\($1).jpg" }, "stem before _", 3),
      (Self.names(["cat", "dog"], 8) { "\($0).\($1).jpg" }, "stem before .", 2),
      (Self.names(["cat", "dog"], 8) { "\($0) (\($1)).jpg" }, "stem before ' '", 2),
      (Self.names(["cat", "dog"], 8) { "\($0)\($1).jpg" }, "stem without numbers", 2),
      (Self.names(pets, 9) { "\($0)_\($1).jpg" }, "stem without numbers", 3),
      (
        Self.names(["Black_Gull", "Black_Tern", "Wren"], 6) { "\($0)_000\($1)_79\($1).jpg" }, "stem without numbers", 3
      ),
      (Self.names(["0002", "0007", "-1"], 9) { "\($0)_c\($1 % 3)s1_00\($1)_0\($1).jpg" }, "stem before _", 3),
      (Self.names(["111085122871", "111265328556"], 5) { "\($0)_\($1).JPG" }, "stem before _", 2),
      (
        Self.names(["subject01", "subject02"], 6) {
          "\($0).\(["happy", "sad", "glasses", "wink", "left", "right"][$1])"
        },
        "stem before .", 2
      ),
    ] {
      let found = NameStems(names)
      #expect(found?.rule == rule && found?.count == count, "\(rule): \(String(describing: found))")
    }
  }

  @Test func `other names are not taken for classes`() {
    for names in [
      Self.names(["IMG"], 30) { "\($0)_\($1).jpg" }, Self.names([""], 30) { "\($0)\($1).png" },
      (0..<30).map { Array("photo of day \($0 * 7919 % 1000) x\($0).jpg".utf8) }.map { _ in Array("x.png".utf8) },
      (0..<30).map { Array("\($0 * 7919)_\($0).jpg".utf8) }, [],
    ] { #expect(NameStems(names) == nil) }
  }

  private var loose: DatasetOptions {
    var options = DatasetOptions()
    (options.holdOut, options.toleratesFewClasses) = (.last(0), true)
    return options
  }

  private func load(_ names: [String]) throws -> Result<Dataset, DataError> {
    let scratch = try ScratchFolder()
    for (index, name) in names.enumerated() {
      try scratch.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index })
    }
    do {
      return .success(try Dataset.load(path: scratch.path, options: loose))
    } catch let error as DataError {
      return .failure(error)
    }
  }

  @Test func `a flat folder is refused with the option that would read it`() throws {
    let names = ["cat", "dog"].flatMap { name in (0..<4).map { "\(name)_\($0).png" } }
    guard case .failure(let error) = try load(names) else { throw TestFailure("it was read") }
    #expect(
      error.description.hasSuffix(
        ": 8 images without class folders; their names look like 2 classes (cat, dog): use --class-from "
          + "\"stem before _\", or put each class in a folder of its own"))
    guard case .failure(let other) = try load(["1.png", "2.png"]) else { throw TestFailure("it was read") }
    #expect(other.description.contains("put each class in a folder of its own"))
    #expect(other.description.contains("--class-from"))
  }

  @Test func `a few folders whose names share stems are warned of`() throws {
    let people = (0..<8).flatMap { id in (0..<3).map { "\(id < 6 ? "one" : "other")/000\(id)_c\($0).png" } }
    let market = try load(people).get()
    #expect(
      market.problems.namesWarning
        == "the files' names look like 8 classes (0000, 0001, 0002 and 5 more) in 2 folders; if they are, use "
        + "--class-from \"stem before _\" --group-from folder")
    let crossed = (0..<8).flatMap { id in (0..<3).map { "\($0 == 0 ? "query" : "other")/000\(id)_c\($0).png" } }
    #expect(try load(crossed).get().problems.namesWarning?.hasSuffix("--class-from \"stem before _\"") == true)
    // Folders named after splits are not classes.
    for folders in [("train_box", "test_box"), ("train", "test_a"), ("bounding_box_train", "bounding_box_test")] {
      let people = (0..<8).flatMap { id in (0..<3).map { "\(id < 6 ? folders.0 : folders.1)/000\(id)_c\($0).png" } }
      guard case .failure(let error) = try load(people) else { throw TestFailure("it was read") }
      #expect(error.description.contains("24 images without class folders; their names look like 8 classes"))
    }
  }

  @Test func `one folder of images is refused for training with the option that would read it`() throws {
    let scratch = try ScratchFolder()
    for name in ["cat", "dog"] {
      for index in 0..<8 {
        try scratch.write("images/\(name)_\(index).png", PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index })
      }
    }
    let error = #expect(throws: DataError.self) { try Dataset.load(path: scratch.path) }
    let text = error?.description ?? ""
    #expect(text.contains("16 images without class folders") && text.hasSuffix("use --class-from \"stem before _\""))
  }

  @Test func `a list beside the folders is named`() throws {
    let scratch = try ScratchFolder()
    var list = "path class\n"
    for id in 0..<8 {
      for index in 0..<3 {
        let name = "\(id % 2)_final/\(id)_\(index).png"
        try scratch.write(name, PNGFile.grey(6, 6) { x, y in x * 9 + y * 5 + index })
        list += "\(name) \(id)\n"
      }
    }
    try scratch.write("Ebay_train.txt", Array(list.utf8))
    let warning = try Dataset.load(path: scratch.path, options: loose).problems.namesWarning
    #expect(warning?.hasSuffix(", or the list \(scratch.path)/Ebay_train.txt") == true, "\(warning ?? "")")
  }

  @Test func `class folders are not warned of`() throws {
    for form in [
      { (name: String, index: Int) in "\(name)/\(name)_\(index).png" }, { "\($0)/IMG_\($1).png" },
      { "\($0)/\($1).png" },
      { "\($0)/\($0 == "cat" ? "IMG" : "DSC")_\($1).png" },
    ] {
      let names = ["cat", "dog"].flatMap { name in (0..<12).map { form(name, $0) } }
      #expect(try load(names).get().problems.namesWarning == nil)
    }
  }
}
