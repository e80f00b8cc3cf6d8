import Foundation
import SiamScreens
import TestSupport
import Testing

@Suite struct ReadmeTests {
  @Test func `the README lists the keys of the table`() throws {
    let text = try String(contentsOf: projectFolder.appending(path: "README.md"), encoding: .utf8)
    #expect(text.contains(KeyBinding.markdown), "put this into README.md:\n\(KeyBinding.markdown)")
  }
}
