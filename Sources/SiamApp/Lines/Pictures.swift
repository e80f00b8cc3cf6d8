import Foundation
import SiamData
import SiamTraining

/// Pictures named on the command line: files, folders to walk, and `-` for names on standard input.
struct Pictures {
  /// The files, in the order they were named; those of a folder by name.
  private(set) var paths: [String] = []

  init(_ arguments: [String]) {
    for argument in arguments {
      if argument == "-" {
        while let line = readLine() { if !line.isEmpty { add(line) } }
      } else {
        add(argument)
      }
    }
  }

  private mutating func add(_ path: String) {
    var found: [String] = []
    let manager = FileManager.default
    let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey])
    guard values?.isDirectory == true else {
      paths.append(path)
      return
    }
    // Symbolic links to folders are not followed, so that a loop ends.
    let walk = manager.enumerator(atPath: path)
    while let name = walk?.nextObject() as? String {
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      if !isHidden, PictureFile.isNamed(name) { found.append("\(path)/\(name)") }
    }
    // A folder without pictures is named as what can't be read.
    paths += found.isEmpty ? [path] : found.sorted()
  }

  /// Reads each as a model sees it; one that can't be read is named on standard error and left out.
  ///
  /// - Returns: those that could, and whether that was all of them.
  func read(for model: TrainedModel) -> (pictures: [PictureFile], isComplete: Bool) {
    var pictures: [PictureFile] = []
    for path in paths {
      do throws(DataError) {
        pictures.append(try model.read(path))
      } catch {
        Output.printError("siam: \(error.description)")
      }
    }
    return (pictures, pictures.count == paths.count && !paths.isEmpty)
  }
}
