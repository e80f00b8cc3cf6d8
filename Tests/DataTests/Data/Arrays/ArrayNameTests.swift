import Testing

@testable import SiamData

struct ArrayNameTests {
  @Test(arguments: [
    ("images", ArrayName.Role.images, Split?.none, ""), ("x_train", .images, .training, ""),
    ("y_test", .labels, .test, ""), ("X", .images, nil, ""), ("trainImages", .images, .training, ""),
    ("ytrain", .labels, .training, ""), ("Xval", .images, .validation, ""), ("val_labels", .labels, .validation, ""),
    ("kmnist-train-imgs/arr_0", .images, .training, "kmnist"), ("k49-test-labels/arr_0", .labels, .test, "k49"),
    ("train/images", .images, .training, ""), ("data_labels", .labels, nil, ""), ("class_names", .classNames, nil, ""),
    ("label_names", .classNames, nil, ""), ("pathmnist/test_images", .images, .test, "pathmnist"),
    ("target", .labels, nil, ""), ("train_x", .images, .training, ""), ("trainX", .images, .training, ""),
  ])
  func `names that people use say what an array is`(
    name: String, role: ArrayName.Role, split: Split?, set: String
  ) {
    let parsed = ArrayName(Array(name.utf8))
    #expect(parsed.role == role && parsed.split == split && parsed.set == set)
  }

  @Test func `other names say nothing`() {
    #expect(ArrayName(Array("arr_0".utf8)).role == nil)
    #expect(ArrayName(Array("digits".utf8)).set == "digits")
    #expect(ArrayName([]).role == nil && ArrayName([0xFF, 0x00]).split == nil)
  }
}
