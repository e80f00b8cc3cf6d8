import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct TripletsLayoutTests {
  @Test func `rows lie within the list, one below the other, and include the chosen one`() {
    var random = TestGenerator(seed: 5)
    for _ in 0..<400 {
      let body = Rectangle(
        column: 0, row: 1, width: 60 + Int(random.unit() * 200), height: 10 + Int(random.unit() * 70))
      let layout = TripletsLayout(body, isFollowing: random.unit() < 0.5)
      let count = Int(random.unit() * 200) + 1
      let chosen = Int(random.unit() * Double(count))
      let top = layout.top(Int(random.unit() * 220), seeing: chosen, of: count)
      let slots = layout.slots(from: top, of: count)
      #expect(slots.contains { $0.index == chosen && !$0.room.isEmpty })
      var end = layout.rows.row
      for slot in slots {
        #expect(slot.room.row == end && slot.room.endRow <= layout.rows.endRow)
        end = slot.room.endRow
      }
    }
  }

  @Test func `fields lie side by side within the row`() {
    for width in 0...240 {
      let columns = TripletColumns(width: width)
      let fields = [columns.kind, columns.classes, columns.bar, columns.positive, columns.negative, columns.loss]
      var end = 0
      for field in fields where field.width > 0 {
        #expect(field.start >= end && field.start + field.width <= width, "\(width)")
        end = field.start + field.width
      }
    }
  }
}
