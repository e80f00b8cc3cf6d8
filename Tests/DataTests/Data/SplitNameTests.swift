import Testing

@testable import SiamData

/// The names of splits.
struct SplitNameTests {
  @Test(arguments: [
    ("train", Split.training), ("Training", .training), ("TRAIN", .training), ("training_set", .training),
    ("train2017", .training), ("train-images", .training), ("val", .validation), ("valid", .validation),
    ("Validation", .validation), ("dev", .validation), ("val_data", .validation), ("test", .test), ("Testing", .test),
    ("eval", .test), ("test_set", .test), ("test1", .test),
  ])
  func `a split is known by its name`(name: String, split: Split) { #expect(Split(named: name.utf8) == split) }

  @Test(arguments: ["", "trains", "data", "set", "tester", "latest", "value", "2017", "_", "images", "train_cats", "é"])
  func `other names are not splits`(name: String) { #expect(Split(named: name.utf8) == nil) }
}
