import Foundation

/// A folder of the user's for what can be made or fetched again: the one an environment variable names, or else
/// `siam/NAME` in the user's cache folder, `XDG_CACHE_HOME` or `.cache` at home.
///
/// Source: XDG Base Directory Specification 0.8, which has relative paths ignored.
///
/// - Parameters:
///   - name: of the folder.
///   - variable: the name of a variable that says where it is instead.
///   - environment: the process's, or another.
/// - Returns: its path, whether it is there or not.
package func userCacheFolder(
  _ name: String, orNamedBy variable: String, in environment: [String: String]
) -> String {
  if let path = environment[variable], !path.isEmpty { return path }
  if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") { return "\(caches)/siam/\(name)" }
  return (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/siam/\(name)"
}
