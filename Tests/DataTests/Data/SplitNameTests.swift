import Testing

@testable import SiamData

/// The names of splits.
struct SplitNameTests {
  @Test(arguments: [
    ("train", Split.training), ("Training", .training), ("TRAIN", .training), ("training_set", .training),
    ("train2017", .training), ("train-images", .training), ("val", .validation), ("valid", .validation),
    ("Validation", .validation), ("dev", .validation), ("val_data", .validation), ("test", .test), ("Testing", .test),
    ("eval", .test), ("test_set", .test), ("test1", .test), ("train_dir", .training), ("testset", .test),
    ("test(1)", .test), ("01_train", .training), ("test_a", .test), ("TEST-SET", .test), ("trainImages", .training),
    ("images_evaluation", .test), ("trainval", .training), ("train_val", .training), ("hold-out", .test),
    ("HeldOut2", .test), ("PrivateTest", .test), ("PublicTest", .test), ("test-dev", .test), ("testdev", .test),
    ("unseen_test", .test),
  ])
  func `a split is known by its name`(name: String, split: Split) { #expect(Split(named: name.utf8) == split) }

  @Test(arguments: [
    ("seg_train", Split.training, "seg"), ("seg_test", .test, "seg"), ("mydata-Test", .test, "mydata"),
    ("bounding_box_test", .test, "boundingbox"), ("test-clean", .test, "clean"), ("test tube", .test, "tube"),
    ("myTestFiles", .test, "my"), ("query", .test, ""), ("base", .training, ""), ("novel_2", .test, ""),
  ])
  func `a name says a split and more, or is the name of a class as well`(name: String, split: Split, rest: String) {
    let found = SplitName(name.utf8)
    #expect(found?.split == split && found?.rest == rest && found?.isWhole == false)
    #expect(Split(named: name.utf8) == nil)
  }

  @Test(arguments: ["train_test", "contest", "strain", "greatest", "t10k", "tests-and-training", "value", ""])
  func `names with parts of such words, or with training and test, say no split`(name: String) {
    #expect(SplitName(name.utf8) == nil)
  }

  @Test(arguments: ["", "trains", "data", "set", "tester", "latest", "value", "2017", "_", "images", "train_cats", "é"])
  func `other names are not splits`(name: String) { #expect(Split(named: name.utf8) == nil) }
}
