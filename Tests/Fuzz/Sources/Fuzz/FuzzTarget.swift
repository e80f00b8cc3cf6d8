import Foundation

@testable import SiamData

/// The target that receives libFuzzer's inputs, selected by the environment variable `SIAM_FUZZ`.
private let target: any FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["SIAM_FUZZ"] ?? ""
  guard let target = targets[name] else {
    let names = targets.keys.sorted().joined(separator: ", ")
    FileHandle.standardError.write(Data("SIAM_FUZZ must be one of \(names)\n".utf8))
    exit(64)
  }
  return target
}()

/// The targets by name, which is also the name of their folder of seeds.
private let targets: [String: any FuzzTarget] = [
  "archive": ArchiveTarget(), "array": ArrayTarget(), "checkpoint": CheckpointTarget(), "cifar": CIFARTarget(),
  "idx": IDXTarget(), "manifest": ManifestTarget(), "npz": NPZTarget(), "names": NameRuleTarget(),
  "pairs": PairListTarget(), "image": ImageTarget(), "gif": ImageTarget(formats: [.gif]),
  "bmp": ImageTarget(formats: [.bmp]), "pnm": ImageTarget(formats: [.pnm]), "webp": ImageTarget(formats: [.webP]),
  "tiff": ImageTarget(formats: [.tiff]), "heif": ImageTarget(formats: [.heic, .avif]),
]

/// A parser and its invariants, which must hold for any input.
protocol FuzzTarget: Sendable {
  /// Parses an input and checks the invariants.
  func run(_ input: [UInt8])
}

/// Called by libFuzzer for each input; a trap, a report of AddressSanitizer or a timeout is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
