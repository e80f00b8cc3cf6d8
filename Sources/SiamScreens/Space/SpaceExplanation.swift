import SiamCanvas
import SiamMessages

/// The Space screen in plain words, with the figures seen now.
enum SpaceExplanation {
  static func paragraphs(_ model: Model) -> [String] {
    [map(model), axes(model), chosen(model), lookAlikes(model)].filter { !$0.isEmpty }
  }

  private static func map(_ model: Model) -> String {
    let square = model.charset == .ascii ? "^2" : "²"
    return "Each dot is an image x of a class the network was never trained on, placed by its embedding f(x). Images "
      + "of one class should lie together and classes apart: d(x, y) = ‖f(x) − f(y)‖\(square) is small within a class and "
      + "large between two. Letters and colours tell classes or groups; Enter gives the chosen image's class a letter."
  }

  private static func axes(_ model: Model) -> String {
    guard let chart = model.space.chart else { return "The first map has not come yet." }
    guard chart.method == .principalComponents else {
      return "t-SNE keeps near images near and pushes the others apart: which image lies beside which can be trusted; "
        + "how far apart two clusters are, how large one is, and both axes mean nothing. It is made once, of step "
        + "\(Figures.grouped(chart.step)); r makes another."
    }
    let shares = (chart.explained ?? []).filter(\.isFinite)
    guard shares.count >= 2 else { return "The axes are the two directions in which the embeddings differ most." }
    let hidden = max(0, 1 - Double(shares[0]) - Double(shares[1]))
    return "The axes are the two directions in which the embeddings differ most, their principal components. They hold "
      + "\(Figures.percent(Double(shares[0]))) % and \(Figures.percent(Double(shares[1]))) % of the variance; the other "
      + "\(Figures.percent(hidden)) % is not seen here, so what lies together on the map may lie apart. The neighbours "
      + "are found in all dimensions."
  }

  private static func chosen(_ model: Model) -> String {
    guard let neighbours = model.space.neighbours, let nearest = neighbours.first else { return "" }
    let right = neighbours.count { $0.isSameClass }
    let among = Figures.grouped(model.space.neighbourhood?.among ?? 0)
    return "The chosen image: \(right) of its \(neighbours.count) nearest among \(among) images are of its class. "
      + "The nearest is of "
      + (nearest.isSameClass ? "its own class" : "another, \(nearest.className),")
      + " at d = \(Figures.fixed(Double(nearest.distance), decimals: 3))"
      + (nearest.isSameClass ? ": one labelled image would name it rightly." : ": it would be named wrongly.")
  }

  private static func lookAlikes(_ model: Model) -> String {
    guard let chart = model.space.chart else { return "" }
    guard let first = chart.lookAlikes.first else {
      return "No image on the map lies nearer to one of another class than to its own: there are no look-alikes."
    }
    let name = { (image: ImageID) in chart.summary(of: image)?.name ?? "" }
    return "Look-alikes are two images of different classes that lie closer together than either does to its own "
      + "class. \(Figures.grouped(chart.lookAlikes.count)) such pairs are known; the nearest are \(name(first.first)) and "
      + "\(name(first.second)), at d = \(Figures.fixed(Double(first.distance), decimals: 3))."
  }
}
