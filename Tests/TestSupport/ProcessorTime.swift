import Foundation

/// Returns the processor time of this thread while `body` runs, in seconds; unlike elapsed time, it doesn't depend on
/// the load of the machine.
package func processorSeconds(of body: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  body()
  return now() - start
}
