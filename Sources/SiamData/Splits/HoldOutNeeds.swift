/// What the classes of the standard hold-out are chosen for, so that small data can be trained and evaluated on.
///
/// The standard hold-out takes the last sixth by name. If the training or the validation classes then don't suffice, it
/// takes more or fewer.
public struct HoldOutNeeds: Equatable, Sendable {
  /// The number of images with which a class can be trained on (default: 2).
  public var trainingImages = 2
  /// Whether a class of one image can be trained on (default: false).
  public var usesSingleImages = false
  /// The number of images with which a class can be evaluated on (default: 2).
  public var validationImages = 2
  /// The number of validation classes that an episode needs (default: 2).
  public var validationClasses = 2

  /// Two classes of two images for each split.
  public init() {}

  /// Returns the number of units, counted from the end, to hold out.
  ///
  /// - Parameters:
  ///   - standard: the number of units that the standard rule holds out, at most `sizes.count`.
  ///   - sizes: for each unit that is still free, in order, the number of images of each of its classes.
  ///   - reserved: the number of units before them that another split gets.
  ///   - trained: the number of usable training classes that don't depend on the choice.
  /// - Returns: the number nearest to `standard` that leaves two classes for training and has enough for validation. If
  ///   there is none: 0 if validation needs no more than two classes of two images, and `standard` otherwise.
  func count(nearest standard: Int, of sizes: [[Int]], reserved: Int = 0, trained: Int = 0) -> Int {
    guard standard > 0 else { return 0 }
    var validated = 0
    var lowest: Int?
    var trainable = sizes.dropLast(reserved).reduce(trained) { $0 + $1.count(where: isTrainable) }
    var highest: Int?
    for count in 0...max(0, sizes.count - reserved) {
      if validated >= validationClasses, lowest == nil { lowest = count }
      if trainable >= 2 { highest = count }
      guard count < sizes.count - reserved else { break }
      validated += sizes[sizes.count - 1 - count].count { $0 >= validationImages }
      trainable -= sizes[sizes.count - 1 - reserved - count].count(where: isTrainable)
    }
    if let lowest, let highest, lowest <= highest { return min(max(standard, lowest), highest) }
    return validationImages > 2 || validationClasses > 2 ? standard : 0
  }

  private func isTrainable(_ images: Int) -> Bool {
    images >= trainingImages || (usesSingleImages && images == 1)
  }
}
