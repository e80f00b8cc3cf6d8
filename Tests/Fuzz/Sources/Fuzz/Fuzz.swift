import Foundation

/// What reads the inputs that libFuzzer makes up: one of `targets`, as the environment's `SIAM_FUZZ` says.
private let target: any FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["SIAM_FUZZ"] ?? ""
  guard let target = targets[name] else {
    FileHandle.standardError.write(Data("SIAM_FUZZ is one of \(targets.keys.sorted().joined(separator: ", "))\n".utf8))
    exit(64)
  }
  return target
}()

/// By the name of their folder of seeds.
private let targets: [String: any FuzzTarget] = [
  "archive": ArchiveTarget(), "checkpoint": CheckpointTarget(), "cifar": CIFARTarget(), "idx": IDXTarget(),
  "manifest": ManifestTarget(), "picture": PictureTarget(),
]

/// A parser, and what must hold whatever it is given.
protocol FuzzTarget: Sendable {
  func run(_ input: [UInt8])
}

/// Called by libFuzzer for each input; a trap, a report of AddressSanitizer or a timeout is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}
