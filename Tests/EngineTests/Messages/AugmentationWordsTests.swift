import Foundation
import SiamMessages
import Testing

@Suite struct AugmentationWordsTests {
  private func error(_ argument: String) -> AugmentationError? {
    do throws(AugmentationError) {
      _ = try Augmentation(argument: argument)
      return nil
    } catch {
      return error
    }
  }

  @Test func `words with values are what they say, and the rest is off`() throws {
    let found = try Augmentation(argument: "rotation=15,scale=0.2, elastic=0.05,stroke=0.5,flip-vertical=1")
    var expected = Augmentation.none
    expected.rotation = 15
    expected.scale = 0.2
    expected.elastic = 0.05
    expected.stroke = 0.5
    expected.flipVertical = 1
    #expect(found == expected)
    #expect(found.description == "rotation=15,scale=0.2,elastic=0.05,stroke=0.5,flip-vertical=1")
  }

  @Test func `none and default mean themselves, and default can be changed`() throws {
    #expect(try Augmentation(argument: "none") == .none)
    #expect(Augmentation.none.description == "none")
    #expect(try Augmentation(argument: "default") == Augmentation())
    #expect(Augmentation().description == "rotation=15,scale=0.2,stretch=0.1,shear=0.3,shift=0.15")
    var expected = Augmentation()
    expected.shear = 0
    expected.flipHorizontal = 0.5
    #expect(try Augmentation(argument: "default,shear=0,flip-horizontal") == expected)
  }

  @Test func `default is what is usual for the channels there are`() throws {
    let asked = try AskedAugmentation(argument: "default,elastic=0.05")
    var (grey, rgb) = (Augmentation(), Augmentation.photo)
    (grey.elastic, rgb.elastic) = (0.05, 0.05)
    #expect(asked.augmentation(for: .grey) == grey && asked.augmentation(for: .rgb) == rgb)
    #expect(
      Augmentation.photo.description
        == "scale=0.2,stretch=0.1,shift=0.25,brightness=0.4,contrast=0.4,flip-horizontal=0.5")
    let words = try AskedAugmentation(argument: "rotation=3")
    #expect(words.augmentation(for: .grey) == words.augmentation(for: .rgb))
    #expect(throws: AugmentationError.unknown("wobble")) { try AskedAugmentation(argument: "wobble=3") }
  }

  @Test(arguments: AugmentationWord.allCases) func `each word has a field, a range, and reads back as printed`(
    _ word: AugmentationWord
  ) throws {
    #expect(Augmentation.none[word] == 0)
    let half = word.limit / 2
    var augmentation = Augmentation.none
    augmentation[word] = half
    #expect(AugmentationWord.allCases.count { augmentation[$0] == half } == 1)
    #expect(try Augmentation(argument: augmentation.description) == augmentation)
    let data = try JSONEncoder().encode(augmentation)
    #expect(try JSONDecoder().decode(Augmentation.self, from: data) == augmentation)
    for value in ["-1", "nan", "inf", "", "1x", "\(word.limit * 1.01)"] {
      #expect(error("\(word.rawValue)=\(value)") == .outOfRange(word, given: value))
    }
    #expect(try Augmentation(argument: "\(word.rawValue)=\(word.limit)")[word] == word.limit)
    #expect(error(word.rawValue) == (word.valueAlone == nil ? .outOfRange(word, given: nil) : nil))
    #expect(augmentation.hasMoreThanAffine == !AugmentationWord.affine.contains(word))
  }

  @Test func `what no word means is refused in one line that names it`() {
    #expect(error("wobble=3") == .unknown("wobble"))
    let unknown = AugmentationError.unknown("wobble").description
    for word in AugmentationWord.allCases { #expect(unknown.contains(word.rawValue)) }
    #expect(unknown.hasPrefix("'wobble' is no kind of augmentation; there are rotation, scale,"))
    #expect(error("") == .unknown(""))
    #expect(error("rotation=3,") == .unknown(""))
    #expect(error("default=1") == .misplaced("default"))
    #expect(error("rotation=3,default") == .misplaced("default"))
    #expect(error("rotation=3,scale=0.1,rotation=4") == .repeated("rotation"))
    #expect(error("none,rotation=3") == .misplaced("none"))
    #expect(error("rotation=3,none") == .misplaced("none"))
    #expect(
      AugmentationError.outOfRange(.elastic, given: "7").description
        == "'elastic=7' means nothing; elastic= takes a number of 0 to 0.2")
    #expect(
      AugmentationError.outOfRange(.scale, given: nil).description
        == "'scale' without a value means nothing; scale= takes a number of 0 to 0.9")
  }

  @Test func `a run of a version with fewer words reads as it was`() throws {
    let old = #"{"rotation":15,"scale":0.2,"shear":0.3,"shift":0.15,"stretch":0.1}"#
    #expect(try JSONDecoder().decode(Augmentation.self, from: Data(old.utf8)) == Augmentation())
  }
}
