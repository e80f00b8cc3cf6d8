internal import SiamData
internal import SiamMessages

extension Dataset {
  /// What the class of an image is called.
  func className(of image: ImageID) -> String { classes[classID(of: image).index].name }

  /// A class in names and numbers.
  func summary(of id: ClassID) -> ClassSummary {
    let item = classes[id.index]
    return ClassSummary(id: id, name: item.name, group: item.group.map { groups[$0].name }, images: images(of: id))
  }

  /// What the class is called that a place of a batch stands for.
  func name(of item: BatchItem) -> String { className(of: item.image).turned(item.quarterTurns) }
}

extension String {
  /// The name of a class turned by some quarters, counterclockwise, which makes it another class.
  func turned(_ quarters: Int) -> String { quarters == 0 ? self : "\(self) turned by \(quarters * 90)°" }
}
