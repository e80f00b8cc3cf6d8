import Foundation
import SiamCore
import Testing

@Suite struct DatasetImageTests {
  @Test func `an image is decoded as encoded, and one without channels is grey`() throws {
    let image = DatasetImage(
      id: ImageID(4), className: "b", width: 2, height: 1, channels: .rgb, pixels: [1, 2, 3, 4, 5, 6])
    let data = try JSONEncoder().encode(image)
    #expect(try JSONDecoder().decode(DatasetImage.self, from: data) == image)
    let old = Data(#"{"id":4,"className":"b","width":2,"height":1,"pixels":[1,2]}"#.utf8)
    let grey = DatasetImage(id: ImageID(4), className: "b", width: 2, height: 1, pixels: [1, 2])
    #expect(try JSONDecoder().decode(DatasetImage.self, from: old) == grey && grey.channels == .grey)
  }
}
