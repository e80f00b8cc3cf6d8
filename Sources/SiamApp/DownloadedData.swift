import Foundation
import SiamDownloads

/// The name of a set was given that hasn't been downloaded.
struct NotDownloadedError: Error, CustomStringConvertible {
  var name: String

  /// One line: what is missing and what to do.
  var description: String { "\(name): not downloaded; siam data get \(name)" }
}

/// Where the data is that `--data` names: at that path, or, where there is none, where the set of that name was
/// downloaded to.
func dataPath(
  _ given: String, downloads: DownloadFolder = DownloadFolder(environment: Output.environment)
) throws(NotDownloadedError) -> String {
  guard !FileManager.default.fileExists(atPath: given), let set = DownloadCatalogue.set(named: given) else {
    return given
  }
  guard downloads.presence(of: set) == .whole else { throw NotDownloadedError(name: given) }
  return downloads.trainingPath(of: set)
}
