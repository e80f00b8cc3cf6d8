import Foundation
import SiamDownloads
import Testing

@Suite struct CatalogueTests {
  @Test func `the catalogue has the six datasets`() {
    let names = DownloadCatalogue.sets.map(\.name)
    #expect(names == ["omniglot", "mnist", "fashion-mnist", "kmnist", "cifar10", "cifar100"])
    #expect(DownloadCatalogue.set(named: "kmnist")?.name == "kmnist")
    #expect(DownloadCatalogue.set(named: "imagenet") == nil)
  }

  @Test func `every file has valid addresses, a size and a SHA-256`() {
    var sums: Set<String> = []
    for set in DownloadCatalogue.sets {
      #expect(!set.files.isEmpty)
      for file in set.files {
        #expect(file.sha256.count == 64)
        #expect(file.sha256.allSatisfy { $0.isHexDigit && !$0.isUppercase })
        #expect((1..<1 << 32).contains(file.byteCount))
        #expect(!file.name.contains("/") && !file.name.hasPrefix("."))
        #expect(!file.addresses.isEmpty)
        for address in file.addresses {
          #expect(HTTPAddress(address) != nil)
          #expect(address.hasSuffix("/" + file.name))
        }
        sums.insert(file.sha256)
      }
      #expect(set.trainingFile.map { name in set.files.contains { $0.name == name } } ?? true)
    }
    #expect(sums.count == DownloadCatalogue.sets.reduce(0) { $0 + $1.files.count }, "no file is listed twice")
  }

  @Test func `a checksum equals an independent source's`() {
    // The test labels of yann.lecun.com: 4,542 bytes, with a SHA-256 that many programs list.
    let file = DownloadCatalogue.set(named: "mnist")?.files.last
    #expect(file?.name == "t10k-labels-idx1-ubyte.gz")
    #expect(file?.byteCount == 4_542)
    #expect(file?.sha256 == "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")
  }
}
