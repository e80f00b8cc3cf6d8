import Foundation

/// The path of a cache folder: the value of an environment variable, or else `siam/NAME` in the user's cache folder,
/// which is `XDG_CACHE_HOME` or `~/.cache`.
///
/// Source: XDG Base Directory Specification 0.8, which says that relative paths are ignored.
///
/// - Parameters:
///   - name: the folder's name below `siam`.
///   - variable: the environment variable that overrides the path.
///   - environment: the environment variables to use.
/// - Returns: the path; the folder need not exist.
package func userCacheFolder(
  _ name: String, orNamedBy variable: String, in environment: [String: String]
) -> String {
  if let path = environment[variable], !path.isEmpty { return path }
  if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") { return "\(caches)/siam/\(name)" }
  return (environment["HOME"] ?? NSHomeDirectory()) + "/.cache/siam/\(name)"
}
