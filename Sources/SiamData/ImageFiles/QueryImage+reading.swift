import Foundation
public import SiamCore

extension QueryImage {
  /// The maximum number of images read from a folder.
  public static let maxFromFolder = 200

  /// Reads image files, and all images below folders, sorted by name.
  ///
  /// - Parameters:
  ///   - paths: the paths of files and folders; a leading `~` stands for the home folder.
  ///   - side: the size to resize images to, `side × side` pixels; an image that isn't square is stretched.
  ///   - channels: the channels of the result.
  ///   - inverted: whether to invert images; nil to invert grey images with bright borders.
  /// - Returns: an image or a problem for each file and each image of a folder, in that order.
  public static func read(
    _ paths: [String], side: Int, channels: Channels = .grey, inverted: Bool?
  ) -> [QueryImage] {
    let reader = QueryImageReader(side: side, channels: channels, inverted: inverted)
    return paths.flatMap { path in
      let expanded = (path as NSString).expandingTildeInPath
      guard case .success(.folder) = FileBytes.kind(of: Array(expanded.utf8)) else {
        return [reader.read(path: expanded, named: path)]
      }
      return reader.readFolder(expanded, named: path)
    }
  }
}

/// Reads files as input of a network, and reports them by the names that the user gave.
private struct QueryImageReader {
  var side: Int
  var channels: Channels
  var inverted: Bool?

  func read(path: String, named name: String) -> QueryImage {
    do throws(DataError) {
      let image = try ImageFile.read(path: path, side: side, channels: channels, inverted: inverted)
      return QueryImage(path: name, pixels: image.pixels)
    } catch {
      return QueryImage(path: name, pixels: nil, problem: error.description)
    }
  }

  func readFolder(_ path: String, named name: String) -> [QueryImage] {
    var found: [String] = []
    do throws(DataError) {
      var source = try FolderSource(path: path)
      while let file = source.next() {
        guard file.isImage else { continue }
        // A name that isn't valid text can't be entered again.
        if let inside = String(validating: file.joinedPath, as: UTF8.self) { found.append(inside) }
      }
    } catch {
      return [QueryImage(path: name, pixels: nil, problem: error.description)]
    }
    guard !found.isEmpty else {
      return [QueryImage(path: name, pixels: nil, problem: "\(name): no images in this folder")]
    }
    let limit = QueryImage.maxFromFolder
    var images = found.sorted().prefix(limit).map { inside in
      read(path: "\(path)/\(inside)", named: "\(name)/\(inside)")
    }
    if found.count > limit {
      images.append(
        QueryImage(
          path: name, pixels: nil,
          problem: "\(name): \(found.count - limit) more images were not read; use a smaller folder"))
    }
    return images
  }
}
