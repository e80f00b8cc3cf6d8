import SiamCore
import Testing

@testable import SiamData

/// Lists as other tools write them: their titles, separators, encodings and headers.
struct ListFormatTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    for name in ["a.png", "b.png", "c.png", "img/d.jpg"] { try scratch.write(name, [1]) }
  }

  /// What a list says: `path class group split` for each file, or the reason why it can't be used.
  private func rows(_ text: String, name: String = "list.csv", columns: String? = nil) throws -> [String] {
    let path = try scratch.write(name, Array(text.utf8))
    var source = try imageSource(at: path, labels: LabelRules(columns: columns))
    var rows: [String] = []
    while let file = try source.next() {
      let label = [file.className, file.groupName, file.label?.split?.rawValue].compactMap(\.self)
      rows.append(([file.name] + (file.reason.map { [$0] } ?? label)).joined(separator: " "))
    }
    return rows
  }

  private func problem(_ text: String, columns: String? = nil) throws -> String {
    let path = try scratch.write("list.csv", Array(text.utf8))
    do throws(DataError) {
      var source = try imageSource(at: path, labels: LabelRules(columns: columns))
      while try source.next() != nil {}
      throw DataError.noFile(path: "no error")
    } catch {
      #expect(isGoodLine(error, naming: "list.csv"))
      return error.description
    }
  }

  @Test(arguments: [
    "path,class", "filename,label", "image,id", "file_name,label", "Image Path,Class Name", "IMG,species",
    "img,label_id",
    "image_id,label", "id,breed", "Image,Id", "filepath,target", "\"file\",\"category\"", "fname,class_id",
    "#path,class", "image,landmark_id", "picture_of_it,label", "path,Klasse", "name,label",
  ])
  func `columns are recognised by their titles`(header: String) throws {
    #expect(try rows(header + "\na.png,x\nb.png,y\n") == ["a.png x", "b.png y"])
    #expect(try rows(header + "\r\na.png,x\r\n") == ["a.png x"])
  }

  @Test func `of several titles that fit, the values decide`() throws {
    #expect(try rows("id,image,label\n7,a.png,x\n8,b.png,x\n") == ["a.png x", "b.png x"])
    #expect(try rows("image,path,label\nfirst,a.png,x\nsecond,b.png,x\n") == ["a.png x", "b.png x"])
    #expect(try rows("image,filename,id\na.png,first,x\nb.png,second,x\n") == ["a.png x", "b.png x"])
    #expect(try rows("label_id,label,file,name\n3,cat,a.png,Tom\n4,dog,b.png,Rex\n") == ["a.png cat", "b.png dog"])
    #expect(try rows("class_id,class_name,image\n3,cat,a.png\n") == ["a.png cat"])
    #expect(try rows("id,name,label\n1,a.png,x\n2,b.png,x\n") == ["a.png x", "b.png x"])
  }

  @Test func `groups and splits have several names`() throws {
    #expect(
      try rows("label,path,split,is_query\nx,a.png,train,\ny,b.png,validation,\n") == [
        "a.png x training", "b.png y validation",
      ])
    #expect(try rows("file,label,super_class\na.png,x,g\n") == ["a.png x g"])
    #expect(try rows("file,label,Subset,group\na.png,x,Dev,h\n") == ["a.png x h validation"])
    #expect(
      try rows("name,label,is_valid\na.png,x,False\nb.png,y,True\nc.png,y,maybe\n") == [
        "a.png x training", "b.png y validation",
        "c.png line 4: invalid split 'maybe'; expected 0 or 1",
      ])
    #expect(try rows("path,class,is_test\na.png,x,1\nb.png,x,0\n") == ["a.png x test", "b.png x training"])
  }

  @Test(arguments: [
    ("Usage", "Training", "PrivateTest"), ("test", "0", "1"), ("data set", "train", "test"),
    ("partition", "0", "2"), ("partition", "train", "test"), ("is_test", "f", "x"),
    ("part of", "seg_train", "seg_test"),
    ("", "train", "test-set"), ("set", "base", "novel"), ("testing", "false", "true"),
  ])
  func `a column of splits is found by its title, or by its values`(title: String, train: String, test: String) throws {
    #expect(
      try rows("path,class,\(title)\na.png,x,\(train)\nb.png,x,\(test)\nc.png,x,\n") == [
        "a.png x training", "b.png x test",
        SplitMeaning(title: ListRole.normalized(Array(title.utf8))).isFlag ? "c.png x training" : "c.png x",
      ])
  }

  @Test func `several columns of splits are read together`() throws {
    #expect(
      try rows("path,class,is_valid,is_test\na.png,x,0,0\nb.png,x,0,1\nc.png,x,1,0\n") == [
        "a.png x training", "b.png x test", "c.png x validation",
      ])
    #expect(
      try rows("path,class,is_train,valid\na.png,x,True,\nb.png,x,,\nc.png,x,False,y\n") == [
        "a.png x training", "b.png x test", "c.png x validation",
      ])
    #expect(
      try rows("path,class,set,usage\na.png,x,train,train\nb.png,x,train,test\n") == [
        "a.png x training", "b.png x test",
      ])
    // A split that comes after many rows without one.
    let empty = (0..<30).map { _ in "a.png,x,\n" }.joined()
    #expect(try rows("path,class,subset\n\(empty)b.png,y,test\n").last == "b.png y test")
    #expect(try rows("path,class,shape\na.png,x,train\nb.png,y,test tube\n") == ["a.png x", "b.png y"])
  }

  @Test func `a split that later JSON lines have is not ignored`() throws {
    let lines = [
      "{\"path\": \"a.png\", \"class\": \"x\"}", "{\"path\": \"b.png\", \"class\": \"x\", \"split\": \"test\"}",
    ]
    let error = #expect(throws: DataError.self) { try rows(lines.joined(separator: "\n"), name: "list.jsonl") }
    #expect(error?.description.contains("line 2: 'split' is not in the first line") == true)
  }

  @Test func `columns with other values are not splits, whatever their titles are`() throws {
    for (title, value) in [
      ("set", "City"), ("dataset", "7"), ("test", "tube"), ("phase", "solid"), ("usage", "freight"),
    ] {
      #expect(try rows("path,class,\(title)\na.png,x,\(value)\nb.png,y,train\n") == ["a.png x", "b.png y"])
    }
    #expect(
      try rows("path,class,partition\na.png,x,0\nb.png,x,5\n") == [
        "a.png x training", "b.png line 3: invalid split '5'; expected 0, 1 or 2",
      ])
  }

  @Test func `comments and the line of Excel at the start are skipped, and lines are counted with them`() throws {
    for start in ["sep=;\r\n", "# made by a script\n", "# one\n# two\nsep=;\n"] {
      let lines = start.split(whereSeparator: \.isNewline).count
      #expect(
        try rows(start + "path;class\na.png;x\ngone.png;y\n") == [
          "a.png x", "gone.png line \(lines + 3): no such file or directory",
        ])
    }
    try scratch.write("#1.png", [1])
    #expect(try rows("#1.png,x\na.png,y\n") == ["#1.png x", "a.png y"])
    #expect(throws: DataError.self) { try rows("# nothing else\n") }
  }

  @Test func `an absolute path keeps its slash, and a JSON array is named with the way out`() throws {
    #expect(
      try rows("path,class\n/gone/z.png,y\n/etc/passwd,y\na.png,x\n") == [
        "/gone/z.png line 2: no such file or directory", "/etc/passwd y", "a.png x",
      ])
    let error = #expect(throws: DataError.self) {
      try rows("[\n  {\"path\": \"a.png\", \"class\": \"x\"}\n]\n", name: "list.json")
    }
    #expect(error?.description.contains("jq -c '.[]' list.json > list.jsonl") == true)
  }

  @Test func `without a column of the class, the folder of an image is its class`() throws {
    for name in ["cat/1.jpg", "cat/2.jpg", "dog/1.jpg"] { try scratch.write("set/" + name, [1]) }
    let found = ["cat/1.jpg cat", "cat/2.jpg cat", "dog/1.jpg dog"]
    #expect(try rows("set/cat/1.jpg\nset/cat/2.jpg\nset/dog/1.jpg\n", name: "train.txt") == found.map { "set/" + $0 })
    // Food-101 names no endings.
    #expect(try rows("cat/1\ncat/2\ndog/1\n", name: "set/list.txt") == found)
    #expect(try rows("file\ncat/1.jpg\ncat/2.jpg\ndog\\1.jpg\n", name: "set/list.csv") == found)
    #expect(
      try rows("path,split\ncat/1.jpg,train\ndog/1.jpg,test\n", name: "set/list.csv") == [
        "cat/1.jpg cat training", "dog/1.jpg dog test",
      ])
  }

  @Test func `a listed path in a folder named test is a test image`() throws {
    for name in ["train/cat/1.jpg", "test/cat/1.jpg", "test/cat/2.jpg", "val/cat/1.jpg"] {
      try scratch.write(name, [1])
    }
    #expect(
      try rows("path,class\ntrain/cat/1.jpg, x\ntest/cat/1.jpg,x \nval/cat/1.jpg, y z\n") == [
        "train/cat/1.jpg x", "test/cat/1.jpg x test", "val/cat/1.jpg y z validation",
      ])
    #expect(try rows("test/cat/1.jpg\ntrain/cat/1.jpg\n") == ["test/cat/1.jpg cat test", "train/cat/1.jpg cat"])
    // An explicit split decides.
    #expect(
      try rows("path,class,split\ntest/cat/1.jpg,x,train\ntest/cat/2.jpg,x,\n") == [
        "test/cat/1.jpg x training", "test/cat/2.jpg x",
      ])
    // The folders that an absolute path leads through say nothing.
    let path = scratch.path + "/test/cat/1.jpg"
    #expect(try rows("path,class\n\(path),x\n") == [path + " x"])
  }

  @Test func `a line with another separator is named so`() throws {
    #expect(
      try rows("path,class\na.png,x\nb.png;y\nc.png\n") == [
        "a.png x", "b.png;y line 3: 1 field; expected 2, separated by commas; this line has semicolons",
        "c.png line 4: 1 field; expected 2",
      ])
  }

  @Test func `separators are commas, semicolons, tabs and spaces`() throws {
    for separator in [",", ";", "\t"] {
      #expect(try rows("file\(separator)label\n\"a.png\"\(separator)\"x y\"\n") == ["a.png x y"])
    }
    #expect(try rows("path;class\na.png;x,1\n") == ["a.png x,1"])
    #expect(try rows("path,class\na.png,x;1\n") == ["a.png x;1"])
    #expect(
      try rows("image_id class_id super_class_id path\n1 4 2 a.png\n2 5 2 img/d.jpg\n", name: "Ebay_train.txt") == [
        "a.png 4 2", "img/d.jpg 5 2",
      ])
    #expect(try rows("path   class\n  a.png   x  \nb.png x\n", name: "list.lst") == ["a.png x", "b.png x"])
  }

  @Test func `lines end in LF, CRLF or CR`() throws {
    for end in ["\n", "\r\n", "\r"] {
      #expect(
        try rows(["path,class", "a.png,x", "", "gone.png,x"].joined(separator: end)) == [
          "a.png x", "gone.png line 4: no such file or directory",
        ])
    }
  }

  @Test(arguments: [ListText.Encoding.utf8, .utf16LittleEndian, .utf16BigEndian], [true, false])
  func `encodings are detected with and without a mark`(encoding: ListText.Encoding, hasMark: Bool) throws {
    try scratch.write("ä.png", [1])
    let text = (hasMark ? "\u{FEFF}" : "") + "path;class\r\na.png;Äpfel\r\nä.png;🍎\r\n"
    let bytes: [UInt8] =
      switch encoding {
      case .utf8: Array(text.utf8)
      case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      }
    for name in ["list.csv", "list"] {
      let path = try scratch.write(name, bytes)
      #expect(try DataLocation(path).layout == .manifest)
      #expect(try files(path).map(\.className) == ["Äpfel", "🍎"])
      #expect(try files(path).map(\.name) == ["a.png", "ä.png"])
    }
  }

  @Test func `UTF-16 is converted across the ends of chunks`() throws {
    let text = String(repeating: "🍎é\n", count: 50_000)
    let path = try scratch.write("long", [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })
    var reader = try ListText(path: path)
    var bytes: [UInt8] = []
    while case let part = try reader.read(), !part.isEmpty { bytes += part }
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  @Test func `a list without a header is recognised by its paths`() throws {
    #expect(try rows("a.png 0\nimg/d.jpg 1\n", name: "train.txt") == ["a.png 0", "img/d.jpg 1"])
    #expect(try rows("a.png,cat\nb.png,dog\n") == ["a.png cat", "b.png dog"])
    #expect(try rows("cat\ta.png\ndog\tb.png\n", name: "x.tsv") == ["a.png cat", "b.png dog"])
    #expect(
      try rows("0\t5.0\ta.png\n1\t5.0\tb.png\n2\t6.0\tc.png\n", name: "x.lst") == [
        "a.png 5.0", "b.png 5.0", "c.png 6.0",
      ])
    #expect(try rows("a.png,cat,train\nb.png,cat,test\n") == ["a.png cat training", "b.png cat test"])
    #expect(try rows("gone/1.jpg 4\ngone/2.jpg 4\n", name: "x.txt").allSatisfy { $0.contains("no such file") })
  }

  @Test func `--columns chooses the columns by title or number`() throws {
    let text = "x,label,image,y\n1,cat,a.png,z\n2,dog,b.png,z\n"
    #expect(try rows(text, columns: "image,y") == ["a.png z", "b.png z"])
    #expect(try rows(text, columns: "path=Image, class=X, group=label") == ["a.png 1 cat", "b.png 2 dog"])
    #expect(try rows(text, columns: "3,1") == ["a.png 1", "b.png 2"])
    #expect(try rows("1 cat a.png\n2 dog b.png\n", columns: "3,2") == ["a.png cat", "b.png dog"])
    #expect(try rows("p;k;s\na.png;cat;val\n", columns: "class=k,path=p,split=s") == ["a.png cat validation"])
    #expect(try problem(text, columns: "image,klasse").contains("no column 'klasse' among 'x', 'label', 'image', 'y'"))
    #expect(try problem(text, columns: "9,1").contains("no column '9'"))
    for invalid in [
      "image", "a,b,c,d,e", "path=x", "path=x,class=", "path=x,class=y,path=z", "colour=x,path=y,class=z",
    ] {
      #expect(throws: ListColumnsOption.Problem.self, "\(invalid)") { try ListColumnsOption(invalid) }
    }
  }

  @Test func `a list whose columns aren't recognised names them and the option`() throws {
    #expect(
      try problem("Bild,colour,size\nx1,red,3\n").hasSuffix(
        "line 1: no column for the path among 'Bild', 'colour', 'size'; name the columns, such as --columns "
          + "path=image,class=label"))
    #expect(try problem("path,colour,size\na.png,red,3\n").contains("no column for the class among 'path', 'colour'"))
    #expect(try problem("a.png\nb.png\n").contains("only one column"))
    #expect(
      try problem("a.png 3 red\nb.png 4 red\nc.png 3 blue\n").contains("2 columns that may be the class in 'a.png'"))
    #expect(try problem("path,class\na.png,\"x\n").contains("line 2: unclosed quote"))
  }

  @Test func `JSON lines are read by their keys`() throws {
    let text = """
      {"file_name": "a.png", "label": 3, "objects": {"bbox": [1]}}
      {"label": "dög", "file_name": "b.png"}

      {"file_name": "c.png"}
      {"file_name": "img/d.jpg", "label": true}
      """
    for name in ["metadata.jsonl", "metadata"] {
      #expect(
        try rows(text, name: name) == ["a.png 3", "b.png dög", "c.png line 4: no class", "img/d.jpg true"])
    }
    #expect(try problem("{\"file_name\": \"a.png\", \"label\": 1}\nnot\n").contains("line 2: not a JSON object"))
  }

  @Test func `empty fields at the end of a line are ignored`() throws {
    #expect(try rows("path,class\na.png,x,,\nb.png,x,y\n") == ["a.png x", "b.png,x,y line 3: 3 fields; expected 2"])
  }
}
