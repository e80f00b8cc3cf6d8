import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The screens that show names, with names of wide characters.
  static let wide: [Moment] = [
    Moment("wide-support", isAtEverySize: true) { stage in
      stage.isWide = true
      training(&stage, to: 640)
      stage.press(.character("4"))
      for _ in 0..<6 {
        stage.settle()
        stage.press(.character("r"))
      }
      for _ in 0..<4 { stage.press(.character("]")) }
      stage.settle()
    },
    Moment("wide-classes") { stage in
      stage.isWide = true
      training(&stage, to: 640)
      stage.press(.character("4"))
      stage.settle()
      stage.press(.character("C"), .character("/"))
      for character in "日本" { stage.press(.character(character)) }
      stage.press(.enter, .enter)
      stage.settle()
    },
    Moment("wide-space", isAtEverySize: true) { stage in
      stage.isWide = true
      training(&stage)
      stage.press(.character("5"))
      stage.settle()
      stage.press(.character("/"))
      for character in "고양이" { stage.press(.character(character)) }
      stage.press(.enter, .enter)
      stage.settle()
    },
    Moment("wide-pairs") { stage in
      stage.isWide = true
      training(&stage)
      stage.press(.character("6"))
      stage.settle()
    },
    Moment("wide-runs") { stage in
      stage.isWide = true
      listing(&stage)
    },
  ]
}
