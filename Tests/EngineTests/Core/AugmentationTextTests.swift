import Foundation
import SiamCore
import Testing

@Suite struct AugmentationTextTests {
  private func error(_ argument: String) -> AugmentationError? {
    do throws(AugmentationError) {
      _ = try Augmentation(argument: argument)
      return nil
    } catch {
      return error
    }
  }

  @Test func `named fields have their values, and the others are off`() throws {
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

  @Test func `none and default are parsed, and default can be changed`() throws {
    #expect(try Augmentation(argument: "none") == .none)
    #expect(Augmentation.none.description == "none")
    #expect(try Augmentation(argument: "default") == Augmentation())
    #expect(Augmentation().description == "rotation=15,scale=0.2,stretch=0.1,shear=0.3,shift=0.15")
    var expected = Augmentation()
    expected.shear = 0
    expected.flipHorizontal = 0.5
    #expect(try Augmentation(argument: "default,shear=0,flip-horizontal") == expected)
  }

  @Test func `default depends on the channels`() throws {
    let request = try AugmentationRequest(argument: "default,elastic=0.05")
    var (grey, rgb) = (Augmentation(), Augmentation.photo)
    (grey.elastic, rgb.elastic) = (0.05, 0.05)
    #expect(request.augmentation(for: .grey) == grey && request.augmentation(for: .rgb) == rgb)
    #expect(
      Augmentation.photo.description
        == "scale=0.2,stretch=0.1,shift=0.25,brightness=0.4,contrast=0.4,flip-horizontal=0.5")
    let rotation = try AugmentationRequest(argument: "rotation=3")
    #expect(rotation.augmentation(for: .grey) == rotation.augmentation(for: .rgb))
    #expect(throws: AugmentationError.unknown("wobble")) { try AugmentationRequest(argument: "wobble=3") }
  }

  @Test(arguments: AugmentationField.allCases) func `each field has a range and is parsed as printed`(
    _ field: AugmentationField
  ) throws {
    #expect(Augmentation.none[field] == 0)
    let half = field.maximum / 2
    var augmentation = Augmentation.none
    augmentation[field] = half
    #expect(AugmentationField.allCases.count { augmentation[$0] == half } == 1)
    #expect(try Augmentation(argument: augmentation.description) == augmentation)
    let data = try JSONEncoder().encode(augmentation)
    #expect(try JSONDecoder().decode(Augmentation.self, from: data) == augmentation)
    for value in ["-1", "nan", "inf", "", "1x", "\(field.maximum * 1.01)"] {
      #expect(error("\(field.rawValue)=\(value)") == .outOfRange(field, given: value))
    }
    #expect(try Augmentation(argument: "\(field.rawValue)=\(field.maximum)")[field] == field.maximum)
    #expect(error(field.rawValue) == (field.defaultValue == nil ? .outOfRange(field, given: nil) : nil))
    #expect(augmentation.hasMoreThanAffine == !AugmentationField.affine.contains(field))
  }

  @Test func `invalid arguments are rejected with one line that names them`() {
    #expect(error("wobble=3") == .unknown("wobble"))
    let unknown = AugmentationError.unknown("wobble").description
    for field in AugmentationField.allCases { #expect(unknown.contains(field.rawValue)) }
    #expect(unknown.hasPrefix("unknown augmentation 'wobble' (available: rotation, scale,"))
    #expect(error("") == .unknown(""))
    #expect(error("rotation=3,") == .unknown(""))
    #expect(error("default=1") == .misplaced("default"))
    #expect(error("rotation=3,default") == .misplaced("default"))
    #expect(error("rotation=3,scale=0.1,rotation=4") == .repeated("rotation"))
    #expect(error("none,rotation=3") == .misplaced("none"))
    #expect(error("rotation=3,none") == .misplaced("none"))
    #expect(
      AugmentationError.outOfRange(.elastic, given: "7").description
        == "'elastic=7': elastic must be between 0 and 0.2")
    #expect(
      AugmentationError.outOfRange(.scale, given: nil).description
        == "'scale' needs a value between 0 and 0.9")
  }

  @Test func `a run of a version with fewer fields is decoded with the others off`() throws {
    let old = #"{"rotation":15,"scale":0.2,"shear":0.3,"shift":0.15,"stretch":0.1}"#
    #expect(try JSONDecoder().decode(Augmentation.self, from: Data(old.utf8)) == Augmentation())
  }
}
