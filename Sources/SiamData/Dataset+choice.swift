extension Dataset {
  /// How the images are read, where some of it was chosen by looking at them: one line, with the options that would say
  /// otherwise.
  public var choice: String? {
    guard !chosenByLooking.isEmpty else { return nil }
    let ink = isInverted ? ", dark ink turned bright" : ""
    let colour = channels == .grey ? "grey" : "colour"
    return "images are read at \(width)×\(height) pixels in \(colour)\(ink), as they look; "
      + "\(chosenByLooking.joined(separator: ", ")) would say otherwise"
  }
}
