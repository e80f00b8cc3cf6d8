import Foundation
import SiamDownloads
import Testing

@Suite struct DownloadFolderTests {
  @Test(arguments: [
    (["SIAM_DATA": "/data", "XDG_CACHE_HOME": "/cache", "HOME": "/home/x"], "/data"),
    (["SIAM_DATA": "", "XDG_CACHE_HOME": "/cache", "HOME": "/home/x"], "/cache/siam/data"),
    (["XDG_CACHE_HOME": "relative", "HOME": "/home/x"], "/home/x/.cache/siam/data"),
    (["HOME": "/home/x"], "/home/x/.cache/siam/data"),
  ])
  func `the environment decides the folder of the datasets`(_ environment: [String: String], _ path: String) {
    #expect(DownloadFolder(environment: environment).path == path)
  }

  @Test func `a dataset's training path is an archive or a folder`() throws {
    let folder = DownloadFolder(path: "/data")
    let paths = DownloadCatalogue.sets.map { folder.trainingPath(of: $0) }
    #expect(
      paths == [
        "/data/omniglot/images_background.zip", "/data/mnist", "/data/fashion-mnist", "/data/kmnist",
        "/data/cifar10/cifar-10-binary.tar.gz", "/data/cifar100/cifar-100-binary.tar.gz",
      ])
  }

  @Test func `partial and complete datasets are recognized`() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("siam-test-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: path) }
    let folder = DownloadFolder(path: path.path)
    let files = ["a", "b"].map { DownloadableFile(name: $0, byteCount: 10, sha256: "", addresses: []) }
    let set = DownloadableSet(name: "set", summary: "", files: files, trainingFile: nil)
    #expect(folder.presence(of: set) == .absent)
    let subfolder = path.appendingPathComponent("set")
    try FileManager.default.createDirectory(at: subfolder, withIntermediateDirectories: true)
    try Data(count: 10).write(to: subfolder.appendingPathComponent("a"))
    try Data(count: 4).write(to: subfolder.appendingPathComponent("b.part"))
    #expect(folder.presence(of: set) == .partial(byteCount: 14))
    try Data(count: 10).write(to: subfolder.appendingPathComponent("b"))
    #expect(folder.presence(of: set) == .complete)
  }
}
