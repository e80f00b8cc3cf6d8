// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as nothing but `Tests/Fuzz/run` should build it: it needs sanitizers.
let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "siam", path: "../..")],
  targets: [
    .executableTarget(name: "Fuzz", dependencies: [.product(name: "SiamKit", package: "siam")])
  ],
  swiftLanguageModes: [.v6]
)
