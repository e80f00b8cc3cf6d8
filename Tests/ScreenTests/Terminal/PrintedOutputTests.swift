import Foundation
import Testing

@testable import SiamTerminal

struct PrintedOutputTests {
  @Test func `an output that is not a terminal has 80 columns of plain ASCII`() throws {
    let pipe = Pipe()
    let output = PrintedOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor)
    #expect(output.width == 80 && output.colors == .monochrome && !output.supportsUTF8)
  }

  @Test func `a terminal has its own width, and nothing is written to it`() throws {
    let terminal = try PseudoTerminal(width: 133, height: 20)
    #expect(PrintedOutput(descriptor: terminal.slave).width == 133)
    #expect(try terminal.output().isEmpty)
  }
}
