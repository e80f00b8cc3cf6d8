// swift-tools-version: 6.2
import PackageDescription

// A separate package, because only `Tests/Fuzz/run` should build it, with sanitizers.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "siam", path: "../..")],
  targets: [
    .executableTarget(name: "Fuzz", dependencies: [.product(name: "SiamKit", package: "siam")])
  ],
  swiftLanguageModes: [.v6]
)
