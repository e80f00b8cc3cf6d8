import Foundation
import SiamMessages
import Testing

@Suite struct PictureTests {
  @Test func `a picture reads back, and one from before there was colour is grey`() throws {
    let picture = Picture(
      id: ImageID(4), className: "b", width: 2, height: 1, channels: .rgb, pixels: [1, 2, 3, 4, 5, 6])
    let data = try JSONEncoder().encode(picture)
    #expect(try JSONDecoder().decode(Picture.self, from: data) == picture)
    let old = Data(#"{"id":4,"className":"b","width":2,"height":1,"pixels":[1,2]}"#.utf8)
    let grey = Picture(id: ImageID(4), className: "b", width: 2, height: 1, pixels: [1, 2])
    #expect(try JSONDecoder().decode(Picture.self, from: old) == grey && grey.channels == .grey)
  }
}
