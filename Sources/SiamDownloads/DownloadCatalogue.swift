/// The datasets that `siam data get` can download.
///
/// Sizes and SHA-256: `tensorflow_datasets/url_checksums/{omniglot,mnist,fashion_mnist,kmnist,cifar10,cifar100}.txt` of
/// github.com/tensorflow/datasets. Mirrors: `mirrors` and `resources` of `torchvision/datasets/mnist.py` for MNIST,
/// Fashion-MNIST and KMNIST, and `data/fashion` of github.com/zalandoresearch/fashion-mnist, whose files have the MD5
/// sums that torchvision lists. Mirrors need not be trusted: their files must have the same SHA-256.
package enum DownloadCatalogue {
  /// All datasets, in the order in which they are listed.
  package static let sets = [omniglot, mnist, fashionMNIST, kmnist, cifar10, cifar100]

  /// Returns the dataset with a name, or nil.
  package static func set(named name: String) -> DownloadableSet? { sets.first { $0.name == name } }

  private static let omniglot = DownloadableSet(
    name: "omniglot", summary: "1,623 hand-drawn characters of 50 alphabets, 20 images each",
    files: [
      DownloadableFile(
        name: "images_background.zip", byteCount: 9_464_212,
        sha256: "ad41ab679c8b5d90b271ef46be6987cc81211774a695c29dcc5367b2b26ee640",
        addresses: ["https://github.com/brendenlake/omniglot/raw/master/python/images_background.zip"]),
      DownloadableFile(
        name: "images_evaluation.zip", byteCount: 6_462_886,
        sha256: "1f61a8f3366785b057fc117d9228e78a16e3d976c8953b2a10fcc74cf0609cee",
        addresses: ["https://github.com/brendenlake/omniglot/raw/master/python/images_evaluation.zip"]),
    ],
    trainingFile: "images_background.zip")

  private static let mnist = idx(
    name: "mnist", summary: "70,000 handwritten digits of 10 classes",
    folders: ["https://storage.googleapis.com/cvdf-datasets/mnist", "https://ossci-datasets.s3.amazonaws.com/mnist"],
    trainingImages: (9_912_422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
    trainingLabels: (28_881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
    testImages: (1_648_877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
    testLabels: (4_542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"))

  private static let fashionMNIST = idx(
    name: "fashion-mnist", summary: "70,000 images of clothes of 10 classes",
    folders: [
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion",
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com",
    ],
    trainingImages: (26_421_880, "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
    trainingLabels: (29_515, "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
    testImages: (4_422_102, "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
    testLabels: (5_148, "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"))

  private static let kmnist = idx(
    name: "kmnist", summary: "70,000 cursive Japanese characters of 10 classes",
    folders: ["https://codh.rois.ac.jp/kmnist/dataset/kmnist", "http://codh.rois.ac.jp/kmnist/dataset/kmnist"],
    trainingImages: (18_165_135, "51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4"),
    trainingLabels: (29_497, "e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17"),
    testImages: (3_041_136, "edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5"),
    testLabels: (5_120, "20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c"))

  private static let cifar10 = cifar(
    name: "cifar10", summary: "60,000 small photographs of 10 classes", file: "cifar-10-binary.tar.gz",
    byteCount: 170_052_171, sha256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")

  private static let cifar100 = cifar(
    name: "cifar100", summary: "60,000 small photographs of 100 classes in 20 groups",
    file: "cifar-100-binary.tar.gz", byteCount: 168_513_733,
    sha256: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec")

  /// Returns a dataset in MNIST's layout: four files with the same names as MNIST's, used as a folder.
  private static func idx(
    name: String, summary: String, folders: [String], trainingImages: (byteCount: Int, sha256: String),
    trainingLabels: (byteCount: Int, sha256: String), testImages: (byteCount: Int, sha256: String),
    testLabels: (byteCount: Int, sha256: String)
  ) -> DownloadableSet {
    let files = [
      ("train-images-idx3-ubyte.gz", trainingImages), ("train-labels-idx1-ubyte.gz", trainingLabels),
      ("t10k-images-idx3-ubyte.gz", testImages), ("t10k-labels-idx1-ubyte.gz", testLabels),
    ]
    return DownloadableSet(
      name: name, summary: summary,
      files: files.map { file, sums in
        DownloadableFile(
          name: file, byteCount: sums.byteCount, sha256: sums.sha256, addresses: folders.map { $0 + "/" + file })
      },
      trainingFile: nil)
  }

  private static func cifar(
    name: String, summary: String, file: String, byteCount: Int, sha256: String
  ) -> DownloadableSet {
    let file = DownloadableFile(
      name: file, byteCount: byteCount, sha256: sha256, addresses: ["https://www.cs.toronto.edu/~kriz/" + file])
    return DownloadableSet(name: name, summary: summary, files: [file], trainingFile: file.name)
  }
}
