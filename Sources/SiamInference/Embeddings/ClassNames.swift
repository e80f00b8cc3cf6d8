package import SiamData
package import SiamCore

extension Dataset {
  /// Returns the name of an image's class.
  package func className(of image: ImageID) -> String { classes[classID(of: image).index].name }

  /// Returns the name, group and images of a class.
  package func summary(of id: ClassID) -> ClassSummary {
    let item = classes[id.index]
    return ClassSummary(id: id, name: item.name, group: item.group.map { groups[$0].name }, images: images(of: id))
  }

  /// Returns the name of the class of a batch item, with its rotation.
  package func name(of item: BatchItem) -> String { className(of: item.image).turned(item.quarterTurns) }
}

extension String {
  /// Returns the name of a class rotated counterclockwise by quarter turns, which counts as a class of its own.
  package func turned(_ quarters: Int) -> String { quarters == 0 ? self : "\(self) turned by \(quarters * 90)°" }
}
