import CHEIF
import CTIFF
import CWebP

/// The libraries that are loaded when a file needs them, by the Debian package that has them.
enum ImageLibrary: String, CaseIterable {
  case webP = "libwebp7"
  case tiff = "libtiff6"
  case heif = "libheif1"

  /// Whether the library is installed.
  var isAvailable: Bool {
    switch self {
    case .webP: siam_webp_is_available()
    case .tiff: siam_tiff_is_available()
    case .heif: siam_heif_is_available()
    }
  }
}

extension ImageFormat {
  /// Whether siam has a decoder for the format.
  var isRead: Bool {
    switch self {
    case .png, .jpeg, .webP, .gif, .bmp, .tiff, .pnm, .heic, .avif: true
    default: false
    }
  }

  /// The library that the decoder loads, or nil if it needs none.
  var library: ImageLibrary? {
    switch self {
    case .webP: .webP
    case .tiff: .tiff
    case .heic, .avif: .heif
    default: nil
    }
  }

  /// Why siam can't read the format here, and what to do; nil if it can.
  var reasonNotToRead: String? {
    guard isRead else { return "\(article) \(name) file; \(conversion)" }
    guard let library, !library.isAvailable else { return nil }
    return reasonWithoutLibrary
  }

  /// Why the format can't be read where its library is not installed, and what to do; nil if it needs none.
  var reasonWithoutLibrary: String? {
    library.map { "\(article) \(name) file; install \($0.rawValue), or \(conversion)" }
  }

  /// How to convert files of the format.
  var conversion: String { ImageConversion.remedy(ofExtension: extensions[0]) }

  private var article: String {
    name.first.map { "AIO".contains($0) } == true || [.icon, .svg].contains(self) ? "an" : "a"
  }

  /// Whether a cached reason for a file that was skipped no longer holds, because a library has been installed since.
  static func isOutdated(_ reason: String) -> Bool {
    allCases.contains { $0.reasonWithoutLibrary == reason && $0.reasonNotToRead == nil }
  }
}
