import Foundation
import SiamScreens
import Testing

@Suite struct ReadmeTests {
  @Test func `the README's list of keys is the table's`() throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    #expect(text.contains(KeyBinding.markdown), "put this into README.md:\n\(KeyBinding.markdown)")
  }
}
