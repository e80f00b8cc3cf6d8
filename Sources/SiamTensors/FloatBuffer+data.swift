public import Foundation

extension FloatBuffer {
  /// The floats as a file has them: four bytes each, the lowest first.
  public var data: Data {
    // Every machine that oneDNN runs on has them so in memory.
    Data(buffer: contents)
  }
}
