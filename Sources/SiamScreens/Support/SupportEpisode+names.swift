import SiamCanvas
import SiamMessages

extension SupportEpisode {
  /// The names of the classes in so many columns: whole; or their last words, as many as fit, where those tell them
  /// apart; or cut at the front.
  func names(fitting columns: Int, _ charset: Charset) -> [String] {
    let names = classes.map(\.name)
    if names.allSatisfy({ charset.columns($0) <= columns }) { return names }
    let ends = names.map { ClassName.lastWords(of: $0, fitting: columns, charset) }
    let spelled = { (texts: [String]) in Set(texts.map(charset.scalars)) }
    let areTelling =
      spelled(ends).count == spelled(names).count
      && ends.allSatisfy(ClassName.isTelling)
    return areTelling ? ends : names.map { ClassName.cut($0, to: columns, charset) }
  }
}
