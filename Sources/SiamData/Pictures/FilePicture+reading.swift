import Foundation
import SiamMessages

extension FilePicture {
  /// Of a folder's pictures so many are read.
  public static let mostOfFolder = 200

  /// Reads PNG and JPEG files, and every one below a folder by name; what can't be read says so in its place.
  ///
  /// - Parameters:
  ///   - paths: of files and folders; a leading `~` stands for the home folder.
  ///   - side: pictures are resized to `side × side` pixels; one that isn't square is stretched.
  ///   - channels: what pictures have of each pixel.
  ///   - inverted: whether to turn dark ink bright; where nil, if a grey picture's border is bright.
  /// - Returns: a picture or a problem for each file and each picture of a folder, in that order.
  public static func read(
    _ paths: [String], side: Int, channels: Channels = .grey, inverted: Bool?
  ) -> [FilePicture] {
    let reader = FilePictureReader(side: side, channels: channels, inverted: inverted)
    return paths.flatMap { path in
      let expanded = (path as NSString).expandingTildeInPath
      guard case .success(.folder) = FileBytes.kind(of: Array(expanded.utf8)) else {
        return [reader.read(path: expanded, named: path)]
      }
      return reader.readFolder(expanded, named: path)
    }
  }
}

/// Reads files as a network sees them, under the names they were asked for by.
private struct FilePictureReader {
  var side: Int
  var channels: Channels
  var inverted: Bool?

  func read(path: String, named name: String) -> FilePicture {
    do throws(DataError) {
      let picture = try PictureFile.read(path: path, side: side, channels: channels, inverted: inverted)
      return FilePicture(path: name, pixels: picture.pixels)
    } catch {
      return FilePicture(path: name, pixels: nil, problem: error.description)
    }
  }

  func readFolder(_ path: String, named name: String) -> [FilePicture] {
    var found: [String] = []
    do throws(DataError) {
      var source = try FolderSource(path: path)
      while let file = source.next() {
        guard file.reasonToSkip == nil else { continue }
        // A name that is no text can't be asked for again.
        if let inside = String(validating: file.joinedPath, as: UTF8.self) { found.append(inside) }
      }
    } catch {
      return [FilePicture(path: name, pixels: nil, problem: error.description)]
    }
    guard !found.isEmpty else {
      return [FilePicture(path: name, pixels: nil, problem: "\(name): a folder without PNG or JPEG pictures")]
    }
    let most = FilePicture.mostOfFolder
    var pictures = found.sorted().prefix(most).map { inside in
      read(path: "\(path)/\(inside)", named: "\(name)/\(inside)")
    }
    if found.count > most {
      pictures.append(
        FilePicture(
          path: name, pixels: nil,
          problem: "\(name): \(found.count - most) more pictures were not read; name a smaller folder"))
    }
    return pictures
  }
}
