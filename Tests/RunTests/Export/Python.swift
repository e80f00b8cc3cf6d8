import Foundation

/// A Python interpreter that has some packages.
struct Python {
  /// The interpreter's path.
  let path: String

  /// Searches the project's virtual environment and the system; nil if no Python there has the packages.
  init?(with packages: String...) {
    let imports = packages.map { "import \($0)" }.joined(separator: "; ")
    // An interpreter that can't be run doesn't have the packages.
    let found = ["/work/venv/bin/python", "/usr/bin/python3"].first { path in
      FileManager.default.isExecutableFile(atPath: path) && (try? Self.run(path, ["-c", imports]))?.status == 0
    }
    guard let found else { return nil }
    path = found
  }

  /// Runs a script and returns its exit status, output and errors.
  func run(_ script: String, _ arguments: [String] = []) throws -> (status: Int32, output: String, errors: String) {
    try Self.run(path, ["-c", script] + arguments)
  }

  private static func run(
    _ program: String, _ arguments: [String]
  ) throws -> (status: Int32, output: String, errors: String) {
    let folder = FileManager.default.temporaryDirectory
    let files = ["output", "errors"].map { folder.appendingPathComponent("siam-python-\(UUID()).\($0)") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    // Files, not pipes, which would have to be drained while the script runs.
    for file in files { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    return (process.terminationStatus, texts[0], texts[1])
  }
}
