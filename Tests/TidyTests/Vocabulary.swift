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
    Word("audience*, scribe*, errand*, desk", 0, 0, 0, 0),
    Word(
      "answer*", 32, nil, nil, nil,
      because: "a verb: a session answers a query, a server a request"),
    Word("question*", 0, nil, nil, nil),
    Word("inquir*", 0, 0, 0, 0),
    Word("asked", 0, nil, nil, nil),
    Word("asked for", 0, 0, 0, 0),
    Word("is asked, are asked", nil, 0, 0, 0),
    Word("as many more, so many", 0, 0, 0, 0),
    Word("blind*, stranger*", 0, 0, 0, 0),
    Word("come by, comes by", nil, 0, 0, 0),
    Word("deed, deeds", 0, 0, 0, 0),
    Word("examin*", 0, 0, 0, 0),
    Word(
      "figure, figures", 0, 3, nil, 0,
      because: "the JSON key `figures`"),
    Word("goes on, go on, going on, gone on", 0, 0, 0, 0),
    Word("anew, of a piece", 0, 0, 0, 0),
    Word("hear, hears, heard", 0, 0, 0, 0),
    Word(
      "held out, held-out", 0, 2, 0, 0,
      because: "the exported scalar `loss/held-out`, which TensorBoard logs and tables depend on"),
    Word("is no , are no ", nil, 0, 0, 0),
    Word("is to be, are to be", 0, 0, 0, 0),
    Word(
      "keep, keeps, keeping, kept", 21, 6, nil, nil,
      because: "the options --keep and --keep-last, and the verb in sentences"),
    Word("left out", 0, 0, 0, 0),
    Word("look alike, look alikes", 0, nil, nil, nil),
    Word("mend*", 0, 0, 0, 0),
    Word(
      "most…, longest…, largest…", 36, nil, nil, nil,
      because: "superlatives that are meant: most frequent, most wrong, largest image; limits are `max…`"),
    Word(
      "least…, smallest…", 4, nil, nil, nil,
      because: "Swift's own leastNonzeroMagnitude, and names of numbers"),
    Word("nobody, somebody, whoever", 0, 0, 0, 0),
    Word(
      "^order", 5, nil, nil, nil,
      because: "an order of items, not options"),
    Word(
      "picture, pictures", 3, 2, 0, nil, in: dataFolders,
      because: "the JSON key `pictures`, and `Dataset.picture`, whose result a screen draws"),
    Word("pictures", nil, nil, nil, 0),
    Word("place, places", 0, nil, nil, nil),
    Word("remark*", 0, 0, 0, 0),
    Word("func take", 0, nil, nil, nil),
    Word("tell, tells, telling, told", 0, 0, 0, 0),
    Word("usual*", 0, 0, 0, 0),
    Word(
      "word, words", 89, nil, nil, nil,
      because: "words of a text, a command line or an encoder's specification, and of 64 bits"),
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
