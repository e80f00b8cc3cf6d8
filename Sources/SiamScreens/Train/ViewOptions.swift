/// How the Train screen's curves are drawn.
struct ViewOptions: Equatable, Sendable {
  /// Whether the loss axis is logarithmic.
  var isLogarithmic = false
  /// Whether the smoothed curve is drawn; else the mean of what lies in a dot.
  var isSmoothed = true
  /// Whether curves lie over training time; else over steps.
  var isOverTime = false
  /// What is seen of the run.
  var window = ChartWindow()
  /// Where the mouse went down, and on what.
  var grip: Grip?

  /// What a drag moves.
  enum Grip: Equatable, Sendable {
    /// The curves: the last column the mouse was at.
    case curves(column: Int)
    /// The end of the margin's ruler.
    case margin
  }
}
