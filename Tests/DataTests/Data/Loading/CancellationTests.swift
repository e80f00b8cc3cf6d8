import Foundation
import SiamFiles
import SiamCore
import Synchronization
import Testing

@testable import SiamData

/// Loading ends soon after its task is cancelled and leaves no partial files.
@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
  private let scratch: ScratchFolder
  private let options: DatasetOptions

  init() throws {
    scratch = try ScratchFolder()
    var options = DatasetOptions()
    options.side = 4
    options.holdOut = .last(0)
    options.cache = ImageCache(folder: scratch.path + "/cache")
    self.options = options
  }

  private var path: String { scratch.path + "/set" }

  private func writeSet(_ count: Int = 3_100) throws {
    let pixels = (0..<count * 16).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try scratch.write("set/train-images-idx3-ubyte", IDXFile.of([count, 4, 4], pixels))
    try scratch.write("set/train-labels-idx1-ubyte", IDXFile.labels((0..<count).map { UInt8($0 % 3) }))
  }

  private var cached: [String] {
    // The folder doesn't exist until something is cached.
    ((try? FileManager.default.contentsOfDirectory(atPath: scratch.path + "/cache")) ?? []).sorted()
  }

  /// Cancels a task once it is busy, and checks how it ends and that it ends soon.
  ///
  /// A thread of its own cancels it: loading blocks the task's, and there may be no other.
  private func expectCancelled(
    _ task: Task<some Sendable, any Error>, once isBusy: @escaping @Sendable () -> Bool
  ) async {
    let began = Instant()
    let cancelling = Thread {
      while !isBusy() { usleep(1_000) }
      began.set()
      task.cancel()
    }
    cancelling.start()
    await #expect(throws: CancellationError.self) { try await task.value }
    // A moment, on a machine that does other things too.
    #expect(began.elapsed < .seconds(150))
  }

  private final class Instant: Sendable {
    private let value = Mutex(ContinuousClock.now)
    var elapsed: Duration { value.withLock { ContinuousClock.now - $0 } }
    func set() { value.withLock { $0 = .now } }
  }

  private final class Flag: Sendable {
    private let value = Mutex(false)
    var isSet: Bool { value.withLock { $0 } }
    func set() { value.withLock { $0 = true } }
  }

  /// A source that never ends.
  private struct EndlessSource: ImageSource {
    var number = 0

    mutating func next() -> SourceFile? {
      number += 1
      return SourceFile(
        path: [Array("\(number % 3)".utf8), Array("\(number).png".utf8)],
        contents: .pixels(DecodedImage(width: 4, height: 4, pixels: (0..<16).map { UInt8(truncatingIfNeeded: $0) })))
    }
  }

  @Test func `loading into memory is cancelled`() async throws {
    let (path, options) = (path, options)
    let task = Task.detached(executorPreference: TaskQueue("loading")) {
      try Dataset.load(EndlessSource(), path: path, options: options)
    }
    let start = ContinuousClock.now
    await expectCancelled(task) { ContinuousClock.now - start > .milliseconds(100) }
  }

  @Test func `loading into a cache is cancelled, releases the lock and leaves no file`() async throws {
    let key = CacheKey(path: path, layout: "folder", plan: ReadingPlan(options), signature: "0")
    let build = CacheBuild(base: scratch.path + "/cache/set", key: key)
    let (folder, path, plan) = (scratch.path + "/cache", path, ReadingPlan(options))
    let isReading = Flag()
    let task = Task.detached(executorPreference: TaskQueue("loading")) {
      var reader = ImageReader(EndlessSource(), path: path, plan: plan, isSurveyed: true)
      return try build.make(in: folder, by: &reader) { _ in isReading.set() }.isInverted
    }
    await expectCancelled(task) { isReading.isSet }
    #expect(cached.isEmpty)
  }

  @Test func `loading ends after the current chunk and can be repeated`() async throws {
    try writeSet()
    let (path, options) = (path, options)
    let seen = Mutex<[LoadingProgress]>([])
    let task = Task.detached(executorPreference: TaskQueue("loading")) {
      try Dataset.load(path: path, options: options) { progress in
        seen.withLock { $0.append(progress) }
        withUnsafeCurrentTask { $0?.cancel() }
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(seen.withLock { $0.count } == 1 && cached.isEmpty)
    #expect(try Dataset.load(path: path, options: options).imageCount == 3_100)
    #expect(cached.count == 1)
  }

  @Test func `loading ends within a chunk`() async throws {
    let done = Atomic(0)
    let task = Task.detached(executorPreference: TaskQueue("loading")) {
      withUnsafeCurrentTask { $0?.cancel() }
      return try cancellableConcurrentMap(100) { _ in
        usleep(20_000)
        return done.add(1, ordering: .relaxed).newValue
      }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(done.load(ordering: .relaxed) < 100)
    #expect(try cancellableConcurrentMap(3) { $0 } == [0, 1, 2])
  }

  @Test func `waiting for another process's cache lock is cancelled and leaves its files alone`() async throws {
    try writeSet(12)
    _ = try Dataset.load(path: path, options: options)
    let made = try #require(cached.first)
    let log = scratch.path + "/cache/" + made.replacing(".images", with: ".log")
    try FileManager.default.removeItem(atPath: scratch.path + "/cache/" + made)
    let (files, path, options) = (PosixFileSystem(), path, options)
    let lock = try files.open(log, .append)
    try #require(try files.lock(lock))
    let isWaiting = Flag()
    let task = Task.detached(executorPreference: TaskQueue("loading")) {
      try Dataset.load(path: path, options: options) { progress in
        if progress == .waiting { isWaiting.set() }
      }
    }
    await expectCancelled(task) { isWaiting.isSet }
    #expect(cached == [URL(fileURLWithPath: log).lastPathComponent] && files.isNamed(log, lock))
  }

  @Test func `a cancelled task doesn't start loading`() async throws {
    try writeSet(12)
    for cache in [nil, options.cache] {
      var options = options
      options.cache = cache
      let (path, loadOptions) = (path, options)
      let task = Task.detached(executorPreference: TaskQueue("loading")) {
        withUnsafeCurrentTask { $0?.cancel() }
        return try Dataset.load(path: path, options: loadOptions)
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
    #expect(cached.isEmpty)
  }
}
