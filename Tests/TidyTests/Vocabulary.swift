/// The words that are not used any more. `.github/GLOSSARY.md` has what to use instead.
enum Vocabulary {
  /// The kinds of text whose words are counted, as `VocabularyTests` finds them.
  enum Kind: Int, CaseIterable {
    /// Names in Swift and C, in camel-case parts.
    case identifiers
    /// String literals without their interpolations.
    case strings
    /// Comments and the names of tests.
    case comments
    /// README.md and the other Markdown files, without code.
    case prose
  }

  /// Words or phrases, separated by commas, and how often each kind of text may hold them.
  ///
  /// `examin*` is the beginning of a word, `most…` an identifier's first part with others behind it, `^order` the last
  /// part of a type's name.
  struct Word {
    var patterns: [String]
    /// By kind; nil where the words may be used.
    var limits: [Int?]
    /// The beginnings of the paths that count; all where empty.
    var folders: [String]
    /// Why a limit is above zero, where it is to stay.
    var reason: String

    init(
      _ patterns: String, _ identifiers: Int?, _ strings: Int?, _ comments: Int?, _ prose: Int?,
      in folders: [String] = [],
      because reason: String = ""
    ) {
      self.patterns = patterns.split(separator: ",").map { String($0.drop { $0 == " " }) }
      limits = [identifiers, strings, comments, prose]
      self.folders = folders
      self.reason = reason
    }
  }

  /// The targets where an image is data, and not what a screen draws of it.
  static let dataFolders = [
    "Sources/SiamCore/", "Sources/SiamNetworks/", "Sources/SiamFewShot/", "Sources/SiamData/", "Sources/SiamRuns/",
    "Sources/SiamInference/", "Sources/SiamTraining/",
  ]

  /// Every word with its limits: of identifiers, strings, comments and prose. They only ever get lower.
  static let words: [Word] = [
    Word("audience*, scribe*, errand*, desk", 96, 2, 14, 0),
    Word("answer*", 145, nil, nil, nil),
    Word("question*", 1, nil, nil, nil),
    Word("inquir*", 0, 0, 0, 0),
    Word("asked", 200, nil, nil, nil),
    Word("asked for", 0, 9, 117, 0),
    Word("is asked, are asked", nil, 3, 56, 0),
    Word("as many more, so many", 0, 7, 50, 0),
    Word("blind*, stranger*", 0, 0, 11, 0),
    Word("come by, comes by", nil, 0, 2, 0),
    Word("deed, deeds", 0, 0, 0, 0),
    Word("examin*", 0, 15, 60, 1),
    Word("figure, figures", 338, 10, nil, 0),
    Word("goes on, go on, going on, gone on", 0, 32, 94, 1),
    Word("anew, of a piece", 0, 1, 15, 0),
    Word("hear, hears, heard", 3, 0, 10, 0),
    Word("held out, held-out", 40, 31, 92, 1),
    Word("is no , are no ", nil, 35, 96, 0),
    Word("is to be, are to be", 0, 0, 25, 0),
    Word("keep, keeps, keeping, kept", 192, 63, nil, nil),
    Word("left out", 0, 21, 45, 0),
    Word("look alike, look alikes", 0, nil, nil, nil),
    Word("mend*", 0, 3, 1, 0),
    Word("most…, longest…, largest…", 46, nil, nil, nil),
    Word("least…, smallest…", 4, nil, nil, nil),
    Word("nobody, somebody, whoever", 0, 2, 69, 0),
    Word("^order", 27, nil, nil, nil),
    Word("picture, pictures", 176, 17, 200, nil, in: dataFolders),
    Word("pictures", nil, nil, nil, 0),
    Word("place, places", 1450, nil, nil, nil),
    Word("remark*", 6, 0, 5, 0),
    Word("func take", 41, nil, nil, nil),
    Word("tell, tells, telling, told", 105, 20, 253, 2),
    Word("usual*", 51, 1, 26, 0),
    Word("word, words", 531, nil, nil, nil),
  ]

  /// Phrases that hold such a word and may be used: the phrase, and why.
  static let allowed: [(phrase: String, reason: String)] = [
    ("takeUnretainedValue", "Swift's own"),
    ("keepingCapacity", "Swift's own"),
    ("keepCapacity", "Swift's own"),
    ("inPlace", "the field's word for an operation that overwrites its input"),
    ("--keep", "an option; run folders and scripts depend on it"),
    ("there is no ", "that something doesn't exist"),
    ("there are no ", "that something doesn't exist"),
    ("there's no ", "that something doesn't exist"),
    ("is no longer ", "not 'is not a'"),
    ("are no longer ", "not 'is not a'"),
  ]
}
