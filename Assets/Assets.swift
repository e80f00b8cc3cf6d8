import Foundation

/// Files that ship with siam: the bundled glyph sheets and the model trained on them.
///
/// `Bundle.module` traps when the executable has been copied away from its build folder, so the look-up is our own
/// and throws.
public enum Assets {
  /// The environment variable that names the folder to look in before any other.
  public static let environmentKey = "SIAM_ASSETS"

  /// The path of a bundled file or folder, such as `Glyphs/index.json`.
  ///
  /// Looked for in `SIAM_ASSETS`; beside the executable; in `../share/siam` from the executable; in the build folder;
  /// in debug builds, where the sources are.
  ///
  /// - Throws: `AssetError` naming every folder that was tried.
  public static func path(_ name: String) throws(AssetError) -> String {
    for folder in folders {
      let candidate = folder + "/" + name
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
    }
    throw AssetError(name: name, searched: folders)
  }

  static var folders: [String] {
    var folders: [String] = []
    if let named = ProcessInfo.processInfo.environment[environmentKey], !named.isEmpty { folders.append(named) }
    let executable = URL(fileURLWithPath: CommandLine.arguments[0])
    let resolved =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      .map { URL(fileURLWithPath: $0) } ?? executable
    let beside = resolved.deletingLastPathComponent()
    folders += [
      beside.path,
      beside.appendingPathComponent("siam_Assets.resources").path,
      beside.deletingLastPathComponent().appendingPathComponent("share/siam").path,
    ]
    // A release may run on another machine, where that path is anyone's.
    #if DEBUG
      folders.append(URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)
    #endif
    return folders
  }
}

/// A bundled file that was found in none of the folders searched.
public struct AssetError: Error, Sendable, CustomStringConvertible {
  /// The file's name, relative to an assets folder.
  public let name: String
  /// The folders searched, in order.
  public let searched: [String]

  /// One line: what is missing and what to set.
  public var description: String {
    "siam's bundled file \(name) was not found in \(searched.joined(separator: ", ")); set \(Assets.environmentKey) to the folder that holds Glyphs and Models"
  }
}
