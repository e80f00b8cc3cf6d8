// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in continuous integration only, so that newer compilers don't break a user's build.
let warnings: [SwiftSetting] =
  Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// Upcoming language features, which a later Swift version enables by default.
let upcoming: [SwiftSetting] = ["ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility"]
  .map { .enableUpcomingFeature($0) }

/// An async function runs where its caller does, unless it is `@concurrent`: those that block or compute are.
let nonsending: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

/// Settings of targets without a C library, in which the compiler allows no unsafe code.
let safe: [SwiftSetting] = warnings + upcoming + nonsending + [.strictMemorySafety()]

/// Settings of targets that wrap a C library and hide its pointers behind safe types.
let wrapping: [SwiftSetting] = warnings + upcoming + nonsending

/// Settings of tests, whose traits conform to protocols of Swift Testing, which is built without `nonsending`.
let testing: [SwiftSetting] = warnings + upcoming

/// Whether siam is built as a dependency of another package, for which SwiftPM rejects unsafe flags.
let isDependency = Context.packageDirectory.contains("/checkouts/")

/// Settings of the kernels, which are optimized in debug builds too, because tests spend most of their time there.
let kernels: [CSetting] = isDependency ? [] : [.unsafeFlags(["-O2"], .when(configuration: .debug))]

/// Settings of the command line, which is not optimized: it spends its time in other modules, and as the last module of
/// a build, which nothing else compiles in parallel with, it then takes half as long.
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
        "SiamCore", "SiamTensors", "SiamNetworks", "SiamFewShot", "SiamData", "SiamRuns", "SiamInference",
        "SiamTraining", "SiamExport",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
  ],
  targets: [
    // C libraries.
    .target(name: "CNCurses", linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "COneDNN", linkerSettings: [.linkedLibrary("dnnl")]),
    .target(name: "CFusedPasses", cSettings: kernels),
    .target(name: "CPNG", linkerSettings: [.linkedLibrary("png")]),
    .target(name: "CTurboJPEG", linkerSettings: [.linkedLibrary("turbojpeg")]),
    .target(name: "CExif", linkerSettings: [.linkedLibrary("exif")]),
    // Loaded when a file needs them, and so not needed to build or start siam.
    .target(name: "CWebP", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CTIFF", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CHEIF", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive"), .linkedLibrary("z")]),
    .target(name: "CCrypto", linkerSettings: [.linkedLibrary("crypto")]),

    // The engine.
    .target(name: "SiamCore", swiftSettings: safe),
    .target(name: "SiamFiles", dependencies: ["CCrypto"], swiftSettings: wrapping),
    .target(name: "SiamTensors", dependencies: ["SiamFiles", "COneDNN", "CFusedPasses"], swiftSettings: wrapping),
    .target(
      name: "SiamNetworks", dependencies: ["SiamTensors", "SiamCore"], swiftSettings: safe),
    .target(name: "SiamFewShot", dependencies: ["SiamNetworks"], swiftSettings: safe),
    .target(
      name: "SiamData",
      dependencies: [
        "SiamTensors", "SiamCore", "SiamFiles", "Assets", "CPNG", "CTurboJPEG", "CExif", "CWebP", "CTIFF", "CHEIF",
        "CArchive",
      ],
      swiftSettings: wrapping),
    .target(name: "SiamRuns", dependencies: ["SiamNetworks", "SiamData", "SiamFiles"], swiftSettings: safe),
    .target(name: "SiamInference", dependencies: ["SiamRuns", "SiamFewShot", "Assets"], swiftSettings: safe),
    .target(name: "SiamTraining", dependencies: ["SiamInference"], swiftSettings: safe),
    .target(name: "SiamExport", dependencies: ["SiamInference", "SiamFiles"], swiftSettings: safe),

    .target(name: "SiamDownloads", dependencies: ["SiamFiles"], swiftSettings: safe),

    // The front end.
    .target(name: "SiamCanvas", dependencies: ["SiamCore"], swiftSettings: safe),
    .target(name: "SiamScreens", dependencies: ["SiamCanvas", "SiamCore"], swiftSettings: safe),
    .target(
      name: "SiamTerminal", dependencies: ["SiamCanvas", "CNCurses"], swiftSettings: wrapping),
    .target(
      name: "SiamApp",
      dependencies: [
        "SiamExport", "SiamTraining", "SiamInference", "SiamRuns", "SiamFewShot", "SiamData", "SiamDownloads",
        "SiamFiles", "SiamNetworks", "SiamTensors", "SiamScreens", "SiamTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: commandLine, plugins: ["CommitStamp"]),
    .plugin(name: "CommitStamp", capability: .buildTool(), path: "Sources/CommitStamp"),
    .executableTarget(name: "siam", dependencies: ["SiamApp"], swiftSettings: safe),

    .executableTarget(
      name: "siam-bench",
      dependencies: [
        // Not imported, but built for the start-up workload, which runs it.
        "siam",
        "SiamTraining", "SiamRuns", "SiamData", "SiamNetworks", "SiamTensors", "SiamCore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: safe),

    .target(
      name: "Assets", path: "Assets", exclude: ["train.svg", "support.svg"],
      resources: [.copy("Glyphs"), .copy("Models")], swiftSettings: safe),

    // One test target for each part of the program: fewer modules build faster than one per target.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: testing),
    .target(name: "PlainReference", path: "Tests/PlainReference", swiftSettings: testing),
    .testTarget(
      name: "EngineTests",
      dependencies: ["SiamCore", "SiamFiles", "SiamTensors", "SiamNetworks", "SiamFewShot", "PlainReference"],
      exclude: ["Fixtures"], swiftSettings: testing),
    .testTarget(
      name: "DataTests",
      dependencies: ["SiamData", "SiamDownloads", "SiamFiles", "TestSupport"],
      exclude: ["Data/Fixtures"], swiftSettings: testing),
    .testTarget(
      name: "RunTests",
      dependencies: [
        "SiamTraining", "SiamInference", "SiamRuns", "SiamExport", "SiamCanvas", "SiamScreens",
        "TestSupport", "PlainReference",
      ],
      exclude: ["Fixtures"], swiftSettings: testing),
    .testTarget(
      name: "ScreenTests", dependencies: ["SiamCanvas", "SiamScreens", "SiamTerminal", "TestSupport"],
      exclude: ["Screens/Golden"], swiftSettings: testing),
    .testTarget(
      name: "AppTests",
      dependencies: [
        "SiamApp", "siam", "siam-bench", "SiamCore", "SiamData", "SiamRuns", "SiamInference", "SiamTraining",
        "SiamDownloads", "SiamCanvas", "SiamNetworks", "SiamScreens", "TestSupport",
      ],
      swiftSettings: testing),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: testing),
  ],
  swiftLanguageModes: [.v6]
)
