import Foundation
import SiamApp

exit(await Program.main())
