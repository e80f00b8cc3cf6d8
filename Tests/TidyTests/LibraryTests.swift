import Foundation
import Testing

/// What siam builds on: packages of Debian, and modules.
@Suite struct LibraryTests {
  private static func text(of file: String) throws -> String {
    try String(contentsOf: SourceTree.root.appendingPathComponent(file), encoding: .utf8)
  }

  /// The packages that the README has a newcomer install.
  private static func packages() throws -> Set<String> {
    let lists = try text(of: "README.md").matches(of: #/apt-get install -y ([a-z0-9 .+-]+)/#)
    return Set(lists.flatMap { $0.output.1.split(separator: " ").map(String.init) })
  }

  @Test func `a missing library is named with its package by the file that includes it`() throws {
    let packages = try Self.packages()
    // A header of a library of Debian's own package.
    let names = "archive|zlib|openssl/evp|libexif/exif-data|curses|oneapi/dnnl/dnnl|png|turbojpeg"
    let header = try Regex<(Substring, Substring)>("(?m)^#include <(\(names))\\.h>")
    var found: Set<String> = []
    for file in try SourceTree.files(below: ["Sources"], endings: ["c", "h"]) {
      for match in file.text.matches(of: header) {
        let name = String(match.output.1)
        found.insert(name)
        let guarded = file.text.contains("#if !__has_include(<\(name).h>)")
        #expect(guarded, "\(file.path) includes <\(name).h> and does not say what to install where it is missing")
      }
      for match in file.text.matches(of: #/apt-get install -y ([a-z0-9-]+)"/#) {
        #expect(packages.contains(String(match.output.1)), "\(file.path): the README doesn't install \(match.output.1)")
      }
    }
    #expect(found.count == 8)
  }

  @Test func `every dependency that a target declares is imported`() throws {
    let package = try Self.text(of: "Package.swift")
    let files = try SourceTree.files(below: ["Sources"])
    // Without the names of other things, such as resources and excluded files.
    let targets = package.matches(of: #/[tT]arget\(\s*name: "(Siam[A-Za-z]+)",\s*dependencies: \[([^\]]*)\]/#)
    #expect(targets.count > 8)
    for target in targets {
      let imported = Set(files.filter { $0.target == target.output.1 }.flatMap(ImportTests.imports))
      let declared = target.output.2.replacing(#/\.product\(name: ("[A-Za-z]+"), package: "[^"]*"\)/#) { $0.output.1 }
      for name in declared.matches(of: #/"([A-Za-z]+)"/#).map({ String($0.output.1) }) {
        #expect(imported.contains(name), "\(target.output.1) declares \(name) and does not import it")
      }
    }
  }

  @Test func `no package is compiled for a single function`() throws {
    let package = try Self.text(of: "Package.swift")
    let packages = package.matches(of: #/\.package\(url: "([^"]+)"/#).map { String($0.output.1) }
    #expect(packages == ["https://github.com/apple/swift-argument-parser"], "a package's price is everyone's build")
  }
}
