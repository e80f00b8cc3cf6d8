import SiamInference
import Foundation
import SiamData
import SiamTraining

/// The image files that a command line names: files, folders, and `-` for names on standard input.
struct ImageArguments {
  /// The files in the order given; those of a folder are sorted by name.
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
    // A path that can't be inspected is treated as a file, and reported when it is read.
    let values = try? URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey])
    guard values?.isDirectory == true else {
      paths.append(path)
      return
    }
    // Doesn't follow symbolic links to folders, which may form a loop.
    let walk = manager.enumerator(atPath: path)
    while let name = walk?.nextObject() as? String {
      let isHidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
      if !isHidden, walk?.fileAttributes?[.type] as? FileAttributeType != .typeDirectory,
        ImageFile.isImage(path: "\(path)/\(name)")
      {
        found.append("\(path)/\(name)")
      }
    }
    // A folder without images is reported when it is read as a file.
    paths += found.isEmpty ? [path] : found.sorted()
  }

  /// Reads the files at a model's image size. A file that can't be read is reported on standard error and skipped.
  ///
  /// - Returns: the images, and whether all files could be read and there is at least one.
  func read(for model: TrainedModel) -> (images: [ImageFile], isComplete: Bool) {
    var images: [ImageFile] = []
    for path in paths {
      do throws(DataError) {
        images.append(try model.read(path))
      } catch {
        Output.printError("siam: \(error.description)")
      }
    }
    return (images, images.count == paths.count && !paths.isEmpty)
  }
}
