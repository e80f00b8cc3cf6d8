import SiamCanvas
import SiamCore
import Testing

@testable import SiamScreens

@Suite struct KeyTests {
  @Test func `no key has two meanings in a context`() {
    for (context, bindings) in KeyBinding.table {
      let keys = bindings.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(context)")
      #expect(Set(bindings.map(\.label)).count == bindings.count, "\(context)")
      #expect(bindings.allSatisfy { !$0.explanation.isEmpty })
    }
  }

  @Test func `no screen overrides a key that quits, helps or shows another screen`() {
    let reserved = KeyBinding.bindings(.everywhere).filter { binding in
      switch binding.action {
      case .show, .help, .quit, .interrupt, .prompt, .close: true
      default: false
      }
    }
    .flatMap(\.keys)
    for name in ScreenName.allCases {
      #expect(KeyBinding.bindings(.on(name)).flatMap(\.keys).allSatisfy { !reserved.contains($0) }, "\(name)")
    }
  }

  @Test func `the Markdown list has every key`() {
    let lines = KeyBinding.markdown.split(separator: "\n")
    let sections = KeyBinding.table.filter { !$0.bindings.isEmpty }
    #expect(lines.count == sections.reduce(0) { $0 + 2 + $1.bindings.count })
    #expect(lines[2] == "| `Space` | pause or resume training |")
  }

  @Test(arguments: ScreenName.allCases)
  func `the footer fits and always lists help and quit`(name: ScreenName) throws {
    let training = try #require(Moment.all.first { $0.name == "training" })
    for width in Array(stride(from: 40, through: 200, by: 20)) + [59, 79] {
      var stage = training.cached(width: width, height: 40)
      stage.press(.character(Character("\(name.rawValue)")))
      let footer = stage.canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false)[39]
      #expect(footer.contains("? help"), "width \(width)")
      #expect(footer.contains("q quit"), "width \(width)")
      #expect(!footer.contains("…"))
    }
  }
}
