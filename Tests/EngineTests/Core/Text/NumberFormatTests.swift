import SiamCore
import Testing

@Suite struct NumberFormatTests {
  @Test func `numbers are formatted`() {
    #expect(NumberFormat.fixed(0.125, decimals: 2, width: 6) == "  0.13")
    #expect(NumberFormat.fixed(-0.001, decimals: 2) == "0.00")
    #expect(NumberFormat.fixed(.nan, decimals: 2, width: 4) == "   –")
    #expect(NumberFormat.fixed(1e300, decimals: 2) == "–")
    #expect(NumberFormat.grouped(1_234_567) == "1,234,567")
    #expect(NumberFormat.grouped(Int.min) == "-9,223,372,036,854,775,808")
    #expect(NumberFormat.scientific(0.002) == "2.00e-3")
    #expect(NumberFormat.scientific(0.0009999) == "1.00e-3")
    #expect(NumberFormat.scientific(.leastNonzeroMagnitude).isEmpty == false)
    #expect(NumberFormat.significant(0.0412) == "0.0412")
    #expect(NumberFormat.significant(48.234) == "48.23")
    #expect(NumberFormat.percent(0.931) == "93.1")
    #expect(NumberFormat.duration(187) == "3:07")
    #expect(NumberFormat.duration(3753) == "1:02:33")
    #expect(NumberFormat.duration(-1) == "–")
  }

  @Test(
    arguments: [(0.2, "0.20"), (0.305, "0.305"), (0.005, "0.005"), (4, "4.00"), (-0.125, "-0.125")] as [(Float, String)]
  )
  func `trimmed numbers have no more decimals than they need`(_ number: Float, _ text: String) {
    #expect(NumberFormat.trimmed(Double(number), decimals: 2) == text)
  }

  @Test func `a trimmed number without a value is missing`() {
    #expect(NumberFormat.trimmed(.nan, decimals: 2) == "–")
  }

  @Test(
    arguments: [
      (0.002, "0.002"), (0.0019876543, "0.001988"), (1e-5, "1e-05"), (0.00012345678, "0.0001235"), (10, "10"),
      (0, "0"), (.nan, "–"), (123_456, "123500"), (0.9999999, "1"),
    ] as [(Double, String)])
  func `the shortest text has at most the given number of digits`(_ number: Double, _ text: String) {
    #expect(NumberFormat.shortest(number, digits: 4) == text)
  }

  @Test func `numbers are padded with zeros`() {
    #expect(NumberFormat.zeroPadded(7, digits: 3) == "007")
    #expect(NumberFormat.zeroPadded(1234, digits: 3) == "1234")
    #expect(NumberFormat.zeroPadded(UInt64.max, digits: 16, radix: 16) == "ffffffffffffffff")
    #expect(NumberFormat.zeroPadded(0, digits: 6, radix: 16) == "000000")
  }

  @Test func `numbers are clamped to a range without trapping`() {
    #expect(Int(bounded: .nan, to: 2...5) == 2)
    #expect(Int(bounded: .infinity, to: 2...5) == 5)
    #expect(Int(bounded: -1e300, to: 2...5) == 2)
    #expect(Int(bounded: 3.9, to: 2...5) == 3)
    #expect(Int(bounded: 1e30, to: Int.min...Int.max) == Int.max)
  }
}
