import Foundation
import Testing

/// Whatever the program writes to standard output, standard error or a file that the user names goes through a function
/// that reports failure.
@Suite struct OutputPathTests {
  /// Code that writes past the checks, and the files that may have it.
  private static let bypasses: [(code: String, allowed: Set<String>)] = [
    ("FileHandle.standard", []), ("FileHandle(fileDescriptor", []), ("fputs(", []), ("putchar(", []),
    ("debugPrint(", []), (" dump(", []), ("readLine(", []), (".write(to:", []),
    ("STDOUT_FILENO", ["Sources/SiamApp/Output/Output.swift"]),
    // A transfer's errors are libcurl's, and have no number of the system's.
    (
      "localizedDescription", ["Sources/SiamFiles/FileFailure.swift", "Sources/SiamDownloads/TransferDelegate.swift"]
    ),
  ]

  private static func files() throws -> [SourceTree.File] {
    try SourceTree.files(below: ["Sources"]).filter { !$0.path.hasPrefix("Sources/siam-bench/") }
  }

  @Test func `output has one checked path`() throws {
    for file in try Self.files() {
      for bypass in Self.bypasses where !bypass.allowed.contains(file.path) {
        #expect(!file.text.contains(bypass.code), "\(file.path) contains \(bypass.code)")
      }
    }
  }

  @Test func `print is the command's own`() throws {
    for file in try Self.files() {
      for (number, line) in file.lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        // Within the output itself, `print` is its own function.
        if code.hasPrefix("//") || file.path == "Sources/SiamApp/Output/Output.swift" { continue }
        let isCall = code.hasPrefix("print(") || line.contains(" print(")
        #expect(!isCall, "\(file.path):\(number + 1) prints past the command's output")
      }
    }
  }
}
