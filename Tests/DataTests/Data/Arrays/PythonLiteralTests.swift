import Testing

@testable import SiamData

struct PythonLiteralTests {
  private func parse(_ text: String) -> PythonLiteral? { PythonLiteral(Array(text.utf8)) }

  @Test func `headers as NumPy writes them are parsed`() {
    #expect(
      parse("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }   \n")
        == .dictionary([
          "descr": .text("<f4"), "fortran_order": .bool(false), "shape": .sequence([.number(3), .number(4)]),
        ]))
    #expect(parse("(60000L,)") == .sequence([.number(60_000)]))
    #expect(parse("()") == .sequence([]))
    #expect(
      parse("[('a', '<i4'), (\"b\", '|b1')]").map { if case .sequence(let items) = $0 { items.count } else { 0 } } == 2)
    #expect(parse(" -7 ") == .number(-7))
  }

  @Test(arguments: [
    "", "{", "{'a'}", "{'a': }", "{'a': 1", "(1, 2", "(1 2)", "'a", "True False", "None", "__import__('os')", "1-2",
    "9999999999999999999999", "{1: 2}", "[[[[[[[[[[1]]]]]]]]]]", "\u{0}",
  ])
  func `anything else is rejected`(text: String) { #expect(parse(text) == nil) }
}
