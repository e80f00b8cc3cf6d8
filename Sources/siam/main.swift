import Foundation
import SiamApp

Program.prepareStreams()
exit(await Program.main())
