extension Canvas {
  /// The canvas as the text of a file; a picture lies on the ground of the theme the canvas was drawn with.
  package func exported(as format: ScreenFormat, theme: Theme) -> String {
    switch format {
    case .text: plainText
    case .ansi: ansiText
    case .svg: SVGPicture(self, theme: theme).text
    }
  }
}
