/// The pictures that were decoded, in the order of decoding: where each was and what it shows, in a few bytes each.
struct PictureList {
  /// What the pictures of a folder, or of a label, share.
  struct Place: Hashable {
    /// The folders, or the label's group and class.
    var folders: [[UInt8]]
    /// Where a label names one.
    var side: Side?
  }

  /// Whether the source labels its pictures, or else its folders do.
  private(set) var isLabelled = false
  /// Every place once.
  private(set) var places: [Place] = []
  /// For each picture its place's number.
  private(set) var placeOfPicture: [Int32] = []
  /// For each picture whether its border is bright, as paper is.
  private(set) var isBright: [Bool] = []

  private var numbers: [Place: Int32] = [:]
  /// All files' names, one after the other, and where each ends; none where pictures are labelled.
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []

  /// How many there are.
  var count: Int { placeOfPicture.count }

  /// Adds a picture.
  mutating func add(_ file: SourceFile, isBright: Bool) {
    let place: Place
    if let label = file.label {
      isLabelled = true
      place = Place(folders: (label.group.map { [$0] } ?? []) + [label.className], side: label.side)
    } else {
      place = Place(folders: Array(file.path.dropLast()))
      names += file.path.last ?? []
    }
    let number = numbers[place] ?? Int32(places.count)
    if number == places.count {
      places.append(place)
      numbers[place] = number
    }
    placeOfPicture.append(number)
    nameEnds.append(names.count)
    self.isBright.append(isBright)
  }

  /// The name of a picture's file.
  func name(_ index: Int) -> ArraySlice<UInt8> { names[(index > 0 ? nameEnds[index - 1] : 0)..<nameEnds[index]] }

  /// The path of a picture, its parts joined by slashes.
  func path(_ index: Int) -> [UInt8] {
    Array((places[Int(placeOfPicture[index])].folders + [Array(name(index))]).joined(separator: [0x2F]))
  }
}
