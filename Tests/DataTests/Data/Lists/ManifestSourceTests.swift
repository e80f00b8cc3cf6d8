import Foundation
import Testing

@testable import SiamData

struct ManifestSourceTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for name in ["a.png", "b.png", "c.png", "sub/d, \"e\".png"] { try scratch.write(name, [1]) }
  }

  private func manifest(_ text: String, name: String = "list.csv") throws -> String {
    try scratch.write(name, Array(text.utf8))
  }

  @Test func `a manifest gives paths with class, group and split`() throws {
    let path = try manifest(
      "\u{FEFF}Note,Split,class,path,group\r\nx,train,cat,a.png,animals\r\n,validation,car,./b.png,\r\n"
        + ",,\"two\nlines\",\"sub/d, \"\"e\"\".png\",things\r\n")
    #expect(try DataLocation(path).layout == .manifest)
    let found = try files(path)
    #expect(found.map(\.name) == ["a.png", "b.png", "sub/d, \"e\".png"])
    #expect(found.map(\.className) == ["cat", "car", "two\nlines"])
    #expect(found.map(\.groupName) == ["animals", nil, "things"])
    #expect(found.map { $0.label?.split } == [.training, .validation, nil])
    let locations = found.map { file in
      if case .onDisk(let location) = file.contents { String(decoding: location, as: UTF8.self) } else { "" }
    }
    #expect(locations == ["a.png", "b.png", "sub/d, \"e\".png"].map { scratch.path + "/" + $0 })
  }

  @Test func `splits have several spellings`() throws {
    for (spelling, split) in [
      ("train", Split.training), ("Training", .training), ("val", .validation), ("valid", .validation),
      ("validation", .validation), ("test", .test), ("TESTING", .test), ("TEST-SET", .test), ("seg_test", .test),
      ("trainval", .training), ("Hold-out", .test),
    ] {
      let path = try manifest("path,class,split\na.png,x,\(spelling)\n")
      #expect(try files(path).first?.label?.split == split)
    }
  }

  @Test func `invalid lines are reported by number`() throws {
    let path = try manifest(
      """
      path,class,split
      a.png,x,
      gone.png,x,
      ,x,

      b.png,,
      "./a.png",y,
      sub,x,
      b.png,x
      c.png,x,sometimes
      """)
    #expect(
      try files(path).map { "\($0.name): \($0.reason ?? "read")" } == [
        "a.png: read", "gone.png: line 3: no such file or directory", "(no path): line 4: no path",
        "b.png: line 6: no class", "a.png: line 7: already listed in line 2", "sub: line 8: not a file",
        "b.png,x: line 9: 2 fields; expected 3",
        "c.png: line 10: invalid split 'sometimes'; expected training, validation or test",
      ])
  }

  @Test func `a path may lead out of the folder, and a device is not opened`() throws {
    try scratch.write("lists/list.csv", [])
    let path = try manifest(
      "path,class\n../a.png,x\n\(scratch.path)/b.png,x\n/dev/zero,x\n", name: "lists/list.csv")
    let found = try files(path)
    #expect(found.map(\.reason) == [nil, nil, "line 4: not a file"])
    #expect(found.map(\.className) == ["x", "x", nil])
  }

  @Test func `paths that are not UTF-8 are preserved`() throws {
    let name = [UInt8(0xFF)] + Array(".png".utf8)
    let path = try scratch.write("list.csv", Array("path,class\n".utf8) + name + Array(",x\n".utf8))
    #expect(try files(path).map(\.path) == [[name]])
  }

  @Test func `an invalid manifest is an error with a line number`() throws {
    for text in ["", "no-such-file,y\n", "path\na.png\n", "path,class,path\n", "\n\n"] {
      let path = try manifest(text)
      let error = try failure(path)
      guard case .badManifest(path, _, _) = error, isGoodLine(error, naming: path) else {
        Issue.record("\(text): \(error)")
        continue
      }
    }
    let path = try manifest("path,class\na.png,\"x\nb.png,y\n")
    #expect(
      try failure(path) == .badManifest(path: path, line: 2, reason: "unclosed quote"))
  }

  @Test func `a truncated manifest never traps`() throws {
    let whole = Array("\u{FEFF}path,class,group\r\na.png,\"x\",\r\n\"b.png\",\"y\"\"z\",g\r\n".utf8)
    for count in 0..<whole.count {
      let path = try scratch.write("list.csv", Array(whole.prefix(count)))
      switch read(path) {
      case .failure(let error): #expect(isGoodLine(error, naming: path))
      case .success(let files): #expect(files.count <= 2)
      }
    }
  }

  @Test func `an endless line is rejected`() throws {
    let path = try scratch.write(
      "list.csv", Array("path,class\na.png,".utf8) + [UInt8](repeating: 0x78, count: CSVRecords.maxBytes + 1))
    #expect(
      try failure(path) == .badManifest(path: path, line: 2, reason: "longer than 1 MiB"))
  }
}
