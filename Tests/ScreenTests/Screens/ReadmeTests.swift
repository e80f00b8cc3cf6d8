import Foundation
import SiamScreens
import TestSupport
import Testing

@Suite struct ReadmeTests {
  @Test func `the README's list of keys is the table's`() throws {
    let text = try String(contentsOf: projectFolder.appending(path: "README.md"), encoding: .utf8)
    #expect(text.contains(KeyBinding.markdown), "put this into README.md:\n\(KeyBinding.markdown)")
  }
}
