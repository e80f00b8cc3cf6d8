import Foundation

/// An http or https URL with a host.
package struct HTTPAddress {
  let url: URL
  let host: String

  /// Parses a URL; nil if it is not an http or https URL with a host.
  package init?(_ text: String) {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(), ["http", "https"].contains(scheme),
      let host = url.host, !host.isEmpty
    else { return nil }
    self.url = url
    self.host = host
  }
}
