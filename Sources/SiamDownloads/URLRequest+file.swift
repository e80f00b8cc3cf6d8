import Foundation
import FoundationNetworking

extension URLRequest {
  /// A request for a file, or for the rest of it where a validator tells that it is still the same.
  ///
  /// Source: RFC 9110 §13.1.5 (`If-Range`: the whole file comes where it has changed) and §14.2.
  static func file(at url: URL, from start: Int, ifStill validator: String?) -> URLRequest {
    var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData)
    request.setValue("siam", forHTTPHeaderField: "User-Agent")
    // What is counted and hashed is the file, not a packing of it.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if let validator {
      request.setValue("bytes=\(start)-", forHTTPHeaderField: "Range")
      request.setValue(validator, forHTTPHeaderField: "If-Range")
    }
    return request
  }
}
