import SiamCanvas
import SiamCore
import SiamScreens

extension Moment {
  /// The Space screen.
  static let space: [Moment] = [
    Moment("space-waiting") { stage in
      stage.press(.character("5"))
    },
    Moment("space", isAtEverySize: true) { mapped(&$0) },
    Moment("space-highlighted", isAtEverySize: true) { stage in
      mapped(&stage)
      for name in ["letter 7", "letter 12", "letter 30"] {
        stage.press(.character("/"))
        for character in name { stage.press(.character(character)) }
        stage.press(.enter, .enter)
      }
      stage.press(.character("+"), .character("+"))
      stage.settle()
    },
    Moment("space-few-classes") { stage in
      mapped(&stage)
      for name in ["letter 7", "letter 12", "letter 30", "letter 9"] {
        stage.press(.character("/"))
        for character in name { stage.press(.character(character)) }
        stage.press(.enter, .enter)
      }
      stage.press(.character("o"))
      stage.settle()
    },
    Moment("space-similar-pairs", isAtEverySize: true) { stage in
      mapped(&stage)
      stage.press(.tab, .down)
      stage.settle()
    },
    Moment("space-t-sne") { stage in
      mapped(&stage)
      stage.press(.character("m"))
      stage.settle()
    },
    Moment("space-help") { stage in
      mapped(&stage)
      stage.press(.character("?"))
    },
  ]

  private static func mapped(_ stage: inout Stage) {
    training(&stage)
    stage.press(.character("5"))
    stage.settle()
    stage.settle()
  }
}
