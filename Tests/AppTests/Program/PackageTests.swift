import Foundation
import TestSupport
import Testing

private let packageFolder = ProcessInfo.processInfo.environment["SIAM_PACKAGE"]

/// The packages of `.ci/package`, on a system without Swift; `SIAM_PACKAGE` names the folder that it filled:
///
///     .ci/package /tmp/packages
///     SIAM_PACKAGE=/tmp/packages swift test --filter PackageTests
@Suite(
  .alone, .enabled(if: packageFolder != nil, "set SIAM_PACKAGE to the output folder of .ci/package"),
  .timeLimit(.minutes(30)))
struct PackageTests {
  private static func file(ending: String) throws -> String {
    let folder = try #require(packageFolder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(ending) }
    try #require(names.count == 1, "\(names)")
    return "\(folder)/\(names[0])"
  }

  /// Runs a script, and fails the test if the script fails.
  @discardableResult
  private static func shell(_ script: String, in folder: URL) throws -> String {
    let outcome = try SiamProgram.run(["-euc", script], in: folder, program: "/bin/bash")
    try #require(outcome.status == 0, "\(script)\n\(outcome.output)\(outcome.errors)")
    return outcome.output
  }

  /// Runs the first commands that a user would run after installing siam.
  ///
  /// - Parameters:
  ///   - enter: begins a command that runs inside siam's system.
  ///   - program: siam there.
  ///   - files: the folder there that holds two images.
  ///   - folder: the folder where commands run here.
  /// - Throws: the failure of the first command that fails.
  private static func expectWorks(enter: String, program: String, files: String, in folder: URL) throws {
    let version = try shell("\(enter) \(program) --version", in: folder)
    #expect(version.contains("commit") && version.contains("oneDNN"))
    let comparison = try shell("\(enter) \(program) compare glyphs \(files)/a.png \(files)/b.png --json", in: folder)
    #expect(comparison.contains("\"event\":\"comparison\""), "\(comparison)")
    let training = try shell(
      "\(enter) \(program) train --headless --steps 20 --run \(files)/run --episodes 5 --threads 1", in: folder)
    #expect(training.contains("finished  after 20 steps"), "\(training)")
    // The first frame on a pseudo-terminal, then Ctrl-C.
    let terminal = try ProgramOnTerminal(
      ["-c", "\(enter) \(program) explore glyphs"], in: folder, program: "/bin/bash")
    defer { terminal.close() }
    let isDrawn = terminal.wait(for: "exploring")
    #expect(isDrawn != nil, "\(terminal.output())")
    terminal.type("\u{3}")
    #expect(terminal.end() == 0)
  }

  private static func writeImages(in folder: URL) throws {
    for (name, shift) in [("a", 0), ("b", 3)] {
      let file = PNGFile.grey(28, 28) { x, y in abs(x - y - shift) < 3 ? 0 : 255 }
      try Data(file).write(to: folder.appendingPathComponent("\(name).png"))
    }
  }

  @Test func `the tarball runs from any folder, and needs no Swift library`() throws {
    let folder = try SiamProgram.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.shell("tar -xzf '\(try Self.file(ending: ".tar.gz"))' --strip-components 1", in: folder)
    let libraries = try Self.shell("ldd bin/siam", in: folder)
    for name in ["swift", "Foundation", "dispatch", "not found"] {
      #expect(!libraries.contains(name), "\(libraries)")
    }
    for path in [
      "share/man/man1/siam.1.gz", "share/man/man1/siam-train.1.gz", "share/bash-completion/completions/siam",
      "share/zsh/vendor-completions/_siam", "share/fish/vendor_completions.d/siam.fish",
      "share/siam/Glyphs/LICENSES.md",
      "share/siam/Models/glyphs.safetensors", "share/doc/siam/LICENSE", "share/doc/siam/copyright",
    ] {
      #expect(FileManager.default.fileExists(atPath: "\(folder.path)/\(path)"), "\(path)")
    }
    try Self.writeImages(in: folder)
    // Without Swift, a home folder and this machine's environment.
    try Self.expectWorks(
      enter: "env -i TERM=xterm-256color LC_ALL=C.UTF-8", program: "bin/siam", files: ".", in: folder)
    let page = try Self.shell("LC_ALL=C.UTF-8 MANPATH=$PWD/share/man man siam | cat", in: folder)
    #expect(page.contains("siam") && page.contains("train"))
  }

  /// Whether a minimal Debian can be made here: by root, with mmdebstrap.
  private static let canMakeRoots = getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/mmdebstrap")

  @Test(.enabled(if: canMakeRoots, "needs root and mmdebstrap"))
  func `the Debian package installs on a system without Swift`() throws {
    let folder = try SiamProgram.temporaryFolder()
    // Unmount before removing anything.
    defer { _ = try? Self.shell("umount -l root/dev root/proc 2>/dev/null; rm -rf root", in: folder) }
    let package = try Self.file(ending: ".deb")
    let suite = try Self.shell(". /etc/os-release; echo $VERSION_CODENAME", in: folder)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let made = try SiamProgram.run(
      ["--quiet", "--variant=minbase", "--include=man-db,bash-completion", suite, "root"], in: folder,
      program: "/usr/bin/mmdebstrap")
    guard made.status == 0 else {
      // Without a mirror there is no other system to test on; the test of the tarball covers most of it.
      Issue.record("no minimal Debian could be made here: \(made.errors)", severity: .warning)
      return
    }
    try Self.shell(
      """
      cp '\(package)' root/tmp/siam.deb
      cp /etc/resolv.conf root/etc/resolv.conf
      mount --bind /dev root/dev
      mount -t proc proc root/proc
      /usr/sbin/chroot root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq /tmp/siam.deb'
      """, in: folder)
    try Self.writeImages(in: folder.appendingPathComponent("root/tmp"))
    let enter = "/usr/sbin/chroot root env -i PATH=/usr/bin:/bin TERM=xterm-256color LC_ALL=C.UTF-8"
    try Self.expectWorks(enter: enter, program: "siam", files: "/tmp", in: folder)
    let page = try Self.shell("\(enter) sh -c 'man siam | cat; man siam-train | cat'", in: folder)
    #expect(page.contains("siam-compare-runs(1)") && page.contains("--objective"), "\(page.prefix(400))")
    #expect(page.contains("--margin α"), "characters beyond ASCII stay")
    let completion = try Self.shell(
      "\(enter) bash -c 'source /usr/share/bash-completion/completions/siam; complete -p siam'", in: folder)
    #expect(completion.contains("_siam"))
    let swift = try Self.shell(
      "\(enter) sh -c 'ls /usr/lib | grep -ci swift || true; command -v swift || true'", in: folder)
    #expect(swift == "0\n", "\(swift)")
    try Self.shell("/usr/sbin/chroot root apt-get remove -y -qq siam", in: folder)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/root/usr/share/siam"))
  }
}
