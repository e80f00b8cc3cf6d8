import SiamCanvas
import SiamCore

/// The explanation of the Space screen, with the numbers it shows now.
enum SpaceExplanation {
  static func paragraphs(_ model: Model) -> [String] {
    [map(model), axes(model), chosen(model), similarPairs(model)].filter { !$0.isEmpty }
  }

  private static func map(_ model: Model) -> String {
    let square = model.charset == .ascii ? "^2" : "²"
    return "Each dot is an image x of a class the network was never trained on, placed by its embedding f(x). Images "
      + "of one class should lie together and classes far apart: d(x, y) = ‖f(x) − f(y)‖\(square) should be small within a "
      + "class and large between classes. Letters and colours mark classes or groups; Enter marks the selected image's "
      + "class."
  }

  private static func axes(_ model: Model) -> String {
    guard let chart = model.space.chart else { return "There is no map yet." }
    guard chart.method == .principalComponents else {
      return "t-SNE places neighbours together and other images apart. Which images lie side by side is "
        + "meaningful; the distances between clusters, their sizes and the axes are not. The map is computed once, here for "
        + "step \(NumberFormat.grouped(chart.step)); r computes it again."
    }
    let shares = (chart.explained ?? []).filter(\.isFinite)
    guard shares.count >= 2 else { return "The axes are the two directions in which the embeddings vary most." }
    let hidden = max(0, 1 - Double(shares[0]) - Double(shares[1]))
    return "The axes are the first two principal components, the directions in which the embeddings vary most. They "
      + "explain \(NumberFormat.percent(Double(shares[0]))) % and \(NumberFormat.percent(Double(shares[1]))) % of the "
      + "variance. The other \(NumberFormat.percent(hidden)) % is not visible, so images that lie together on the map may be "
      + "far apart. Neighbours are found in all dimensions."
  }

  private static func chosen(_ model: Model) -> String {
    guard let neighbours = model.space.neighbours, let nearest = neighbours.first else { return "" }
    let sameClass = neighbours.count { $0.isSameClass }
    let among = NumberFormat.grouped(model.space.neighbourhood?.candidateCount ?? 0)
    return
      "The selected image: \(sameClass) of its \(neighbours.count) nearest neighbours among \(among) images are of its "
      + "class. The nearest one is of "
      + (nearest.isSameClass ? "the same class" : "another class, \(nearest.className),")
      + " at d = \(NumberFormat.fixed(Double(nearest.distance), decimals: 3)): a nearest-neighbour classifier would be "
      + (nearest.isSameClass ? "right." : "wrong.")
  }

  private static func similarPairs(_ model: Model) -> String {
    guard let chart = model.space.chart else { return "" }
    guard let first = chart.similarPairs.first else {
      return "No image on the map is closer to another class than to its own: there are no similar pairs."
    }
    let name = { (image: ImageID) in chart.summary(of: image)?.name ?? "" }
    return "A similar pair is two images of different classes that are closer to each other than either is to its own "
      + "class. There are \(NumberFormat.grouped(chart.similarPairs.count)) such pairs; the closest is \(name(first.first)) and "
      + "\(name(first.second)), at d = \(NumberFormat.fixed(Double(first.distance), decimals: 3))."
  }
}
