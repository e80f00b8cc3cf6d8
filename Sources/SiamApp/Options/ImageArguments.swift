import SiamInference
import Foundation
import SiamCore
import SiamData
import SiamTerminal
import SiamTraining

/// The image files that a command line names: files, folders, and `-` for names on standard input.
struct ImageArguments {
  /// The files in the order given; those of a folder are sorted by name.
  private(set) var paths: [String] = []
  /// The arguments that name no image, and why, one line each.
  private(set) var problems: [String] = []

  /// The maximum length of a name on standard input, in bytes; no system has longer paths.
  private static let maxNameLength = 4096

  init(_ arguments: [String]) {
    for argument in arguments {
      if argument == "-" { addStandardInput() } else { add(argument) }
    }
  }

  private mutating func addStandardInput() {
    var names: [String] = []
    let isComplete = StandardStreams.forEachLine(maxLength: Self.maxNameLength) { line in
      if !line.isEmpty { names.append(line) }
    }
    for name in names { add(name) }
    if !isComplete {
      problems.append("standard input: a line is too long for a file name; give one name per line")
    } else if names.isEmpty {
      problems.append("no image was named on standard input; give one file name per line")
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
    if found.isEmpty { problems.append("\(path): no images in it; give a folder of image files") }
    paths += found.sorted()
  }

  /// Reads the files at a model's image size. A file that can't be read is reported on standard error and skipped.
  ///
  /// - Returns: the images, and whether all files could be read and there is at least one.
  func read(for model: TrainedModel) -> (images: [ImageFile], isComplete: Bool) {
    var images: [ImageFile] = []
    for problem in problems { Output.printError("siam: \(printable(problem, limit: 4_000))") }
    for path in paths {
      do throws(DataError) {
        images.append(try model.read(path))
      } catch {
        Output.printError("siam: \(error.description)")
      }
    }
    return (images, problems.isEmpty && images.count == paths.count && !paths.isEmpty)
  }
}
