// swift-tools-version: 6.2
import PackageDescription

// Continuous integration refuses warnings; a user's build with a newer compiler only shows them.
let warnings: [SwiftSetting] =
  Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// Targets that touch no C library hold no unsafe code: the compiler checks it.
let safe: [SwiftSetting] = warnings + [.strictMemorySafety()]

/// Targets that wrap a C library keep its pointers behind safe types.
let wrapping: [SwiftSetting] = warnings

/// Whether siam is built as a dependency of another package, where SwiftPM refuses unsafe flags.
let isDependency = Context.packageDirectory.contains("/checkouts/")

/// Kernels are optimised in debug builds too, or tests would wait for them most of the time.
let kernels: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// The command line spends its time in the modules it calls: compiled without optimisation it is as fast, and the last
/// module of a build, which no other can be compiled beside, takes half as long.
let commandLine: [SwiftSetting] =
  safe + (isDependency ? [] : [.unsafeFlags(["-Onone"], .when(configuration: .release))])

let package = Package(
  name: "siam",
  products: [
    .executable(name: "siam", targets: ["siam"]),
    .executable(name: "siam-bench", targets: ["siam-bench"]),
    .library(
      name: "SiamKit",
      targets: [
        "SiamMessages", "SiamTensors", "SiamNetworks", "SiamFewShot", "SiamData", "SiamTraining", "SiamExport",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
  ],
  targets: [
    // C libraries, made importable.
    .target(name: "CNCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
    .target(name: "CFusedPasses", cSettings: kernels),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "CTurboJPEG", linkerSettings: [.linkedLibrary("turbojpeg")]),
    .target(name: "CExif", linkerSettings: [.linkedLibrary("exif")]),
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive"), .linkedLibrary("z")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),

    // The engine.
    .target(name: "SiamMessages", swiftSettings: safe),
    .target(name: "SiamFiles", dependencies: ["CCrypto"], swiftSettings: wrapping),
    .target(name: "SiamTensors", dependencies: ["COneDNN", "CFusedPasses"], swiftSettings: wrapping),
    .target(
      name: "SiamNetworks", dependencies: ["SiamTensors", "SiamMessages"], swiftSettings: safe),
    .target(name: "SiamFewShot", dependencies: ["SiamNetworks"], swiftSettings: safe),
    .target(
      name: "SiamData",
      dependencies: ["SiamTensors", "SiamMessages", "SiamFiles", "Assets", "CPNG", "CTurboJPEG", "CExif", "CArchive"],
      swiftSettings: wrapping),
    .target(
      name: "SiamTraining", dependencies: ["SiamFewShot", "SiamData", "SiamFiles", "Assets"], swiftSettings: safe),
    .target(
      name: "SiamExport", dependencies: ["SiamTraining", "SiamFiles"], swiftSettings: safe),

    .target(name: "SiamDownloads", dependencies: ["SiamFiles"], swiftSettings: safe),

    // The front end.
    .target(name: "SiamCanvas", swiftSettings: safe),
    .target(name: "SiamScreens", dependencies: ["SiamCanvas", "SiamMessages"], swiftSettings: safe),
    .target(
      name: "SiamReplay", dependencies: ["SiamTraining", "SiamFiles", "SiamScreens"], swiftSettings: safe),
    .target(
      name: "SiamTerminal", dependencies: ["SiamCanvas", "CNCurses"], swiftSettings: wrapping),
    .target(
      name: "SiamApp",
      dependencies: [
        "SiamExport", "SiamTraining", "SiamFewShot", "SiamData", "SiamDownloads", "SiamNetworks", "SiamScreens",
        "SiamReplay", "SiamTerminal",
        "SiamTensors", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: commandLine, plugins: ["CommitStamp"]),
    .plugin(name: "CommitStamp", capability: .buildTool(), path: "Sources/CommitStamp"),
    .executableTarget(name: "siam", dependencies: ["SiamApp"], swiftSettings: safe),

    .executableTarget(
      name: "siam-bench",
      dependencies: [
        // Not imported: built beside it, for the start-up workload.
        "siam",
        "SiamTraining", "SiamData", "SiamNetworks", "SiamTensors", "SiamMessages",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),

    .target(
      name: "Assets", path: "Assets", exclude: ["train.svg", "support.svg"],
      resources: [.copy("Glyphs"), .copy("Models")], swiftSettings: safe),

    // A test target for each part of the program: fewer modules build faster than one a target would.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: warnings),
    .target(name: "PlainReference", path: "Tests/PlainReference", swiftSettings: warnings),
    .testTarget(
      name: "EngineTests",
      dependencies: ["SiamMessages", "SiamFiles", "SiamTensors", "SiamNetworks", "SiamFewShot", "PlainReference"],
      exclude: ["Fixtures"], swiftSettings: warnings),
    .testTarget(
      name: "DataTests",
      dependencies: ["SiamData", "SiamDownloads", "SiamFiles", "TestSupport"],
      exclude: ["Data/Fixtures"], swiftSettings: warnings),
    .testTarget(
      name: "RunTests", dependencies: ["SiamTraining", "SiamReplay", "SiamExport", "TestSupport", "PlainReference"],
      swiftSettings: warnings),
    .testTarget(
      name: "ScreenTests", dependencies: ["SiamCanvas", "SiamScreens", "SiamTerminal", "TestSupport"],
      exclude: ["Screens/Golden"], swiftSettings: warnings),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "SiamApp", "siam", "siam-bench", "SiamMessages", "SiamData", "SiamTraining", "SiamDownloads", "SiamCanvas",
        "SiamNetworks", "TestSupport",
      ],
      swiftSettings: warnings),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: warnings),
  ],
  swiftLanguageModes: [.v6]
)
