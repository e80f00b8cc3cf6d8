import Foundation

/// The files bundled with siam: glyph sheets and the model trained on them.
///
/// `Bundle.module` traps if the executable has been copied away from its build folder, so this type searches the
/// folders itself and throws.
public enum Assets {
  /// The environment variable that names the folder to search first.
  public static let environmentKey = "SIAM_ASSETS"

  /// Returns the path of a bundled file or folder, such as `Glyphs/index.json`.
  ///
  /// Searches `SIAM_ASSETS`, the executable's folder, `siam_Assets.resources` and `../share/siam` relative to it, and
  /// in debug builds the source folder.
  ///
  /// - Throws: `AssetError` naming every folder searched.
  public static func path(_ name: String) throws(AssetError) -> String {
    for folder in folders {
      let candidate = folder + "/" + name
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    throw AssetError(name: name, searched: folders)
  }

  /// The folders to search, in order.
  static var folders: [String] {
    var folders: [String] = []
    if let named = ProcessInfo.processInfo.environment[environmentKey], !named.isEmpty { folders.append(named) }
    let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    // Without /proc, as on macOS, the command's own path is all there is.
    let resolved =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { URL(fileURLWithPath: $0) } ?? executable
    let beside = resolved.deletingLastPathComponent()
    folders += [
      beside.path,
      beside.appendingPathComponent("siam_Assets.resources").path,
      beside.deletingLastPathComponent().appendingPathComponent("share/siam").path,
    ]
    // Not in a release: on another machine, that path could belong to any user.
    #if DEBUG
      folders.append(URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)
    #endif
    return folders
  }
}

/// A bundled file that is in none of the folders searched.
public struct AssetError: Error, Sendable, CustomStringConvertible {
  /// The file's name, relative to an assets folder.
  public let name: String
  /// The folders searched, in order.
  public let searched: [String]

  /// The error as one line: what is missing and what to set.
  public var description: String {
    "siam's bundled file \(name) was not found in \(searched.joined(separator: ", ")); set \(Assets.environmentKey) to the folder that holds Glyphs and Models"
  }
}
