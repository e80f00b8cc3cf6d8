import Foundation
import SiamFiles

/// Finds the files that a list names.
///
/// A path is relative to the list's folder, to a folder in it that belongs to the list, or to the folder above, or to
/// the given root. Its backslashes may stand for slashes, its ending may be missing, and an absolute path of another
/// computer is found by its last parts. With a root, first folders that don't exist below it may stand for it. What was
/// found first is tried first for the next path.
struct ListPaths {
  /// A way from a listed path to a file.
  private struct Way: Equatable {
    /// The index of the folder that the path is relative to; nil for an absolute path.
    var base: Int?
    var turnsBackslashes = false
    /// The number of leading parts that are dropped.
    var dropped = 0
    /// The first folders of a relative path that stand for the root; none if the path begins below it.
    var prefix: [[UInt8]] = []
    /// The index of the ending that is added.
    var ending = 0
  }

  /// A file that was found.
  struct Found {
    /// The path to open it by.
    var location: [UInt8]
    /// The parts of the listed path, with the ending that it lacked; the first one is empty for an absolute path.
    var parts: [[UInt8]]
  }

  struct Problem: Error, Equatable { var reason: String }

  /// The reason for a file that doesn't exist.
  static let missing = FileFailure(code: ENOENT, path: "").reasonInSentence

  private static let endings = [
    "", ".jpg", ".png", ".jpeg", ".JPG", ".PNG", ".JPEG", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".pgm", ".ppm",
  ].map { Array($0.utf8) }
  /// The maximum number of paths that all ways are tried for in vain.
  private static let maxSearches = 1_000

  /// The folders, each with a slash at its end; empty for the current folder.
  private let bases: [[UInt8]]
  private let hasRoot: Bool
  private var ways: [Way] = []
  private var searches = 0

  /// - Parameters:
  ///   - folder: the list's folder, with a slash at its end; empty for the current folder.
  ///   - root: the folder that paths are relative to, or nil for the list's own.
  ///   - list: the name of the list, which may be that of a folder beside it.
  init(folder: [UInt8], root: String?, list: [UInt8] = []) {
    hasRoot = root != nil
    if let root {
      bases = [Array(root.utf8) + [0x2F]]
    } else {
      let inside = Self.folders(of: list, in: folder).map { folder + $0 + [0x2F] }
      bases = [folder] + inside + [folder + Array("../".utf8)]
    }
  }

  /// The folders beside a list that belong to it: `images`, those whose name the list's begins with (`train` for
  /// `train_labels.csv`), or the only one.
  private static func folders(of list: [UInt8], in folder: [UInt8]) -> [[UInt8]] {
    // A folder that can't be listed has no others that could be used.
    let names = (try? FileBytes.names(in: folder.isEmpty ? [0x2E] : folder).get()) ?? []
    let folders = names.filter { name in
      guard !isHidden(name), !list.elementsEqual(name), ImageFormat(fileName: name) == nil,
        case .success(.folder) = FileBytes.kind(of: folder + name)
      else { return false }
      return true
    }
    if folders.count == 1 { return folders }
    return folders.filter { $0.elementsEqual("images".utf8) } + folders.filter { list.starts(with: $0) }
  }

  /// The parts of a path, without empty ones and single dots.
  static func parts(_ path: [UInt8]) -> [[UInt8]] {
    path.split(separator: 0x2F).map(Array.init).filter { $0 != [0x2E] }
  }

  /// Finds the file of a path.
  mutating func find(_ path: [UInt8]) -> Result<Found, Problem> {
    guard !Self.parts(path).isEmpty else { return .failure(Problem(reason: "no path")) }
    guard !path.contains(0) else { return .failure(Problem(reason: "the path contains a zero byte")) }
    for way in ways {
      if let found = found(path, way) { return .success(found) }
    }
    let plain = Way(base: path.first == 0x2F ? nil : 0)
    let reason: String
    switch status(path, plain) {
    case .success(.file):
      ways.append(plain)
      return find(path)
    case .success: return .failure(Problem(reason: "not a file"))
    case .failure(let problem): reason = problem.reason
    }
    guard searches < Self.maxSearches else { return .failure(Problem(reason: reason)) }
    for way in possibleWays(for: path) where !ways.contains(way) {
      guard let found = found(path, way) else { continue }
      ways.insert(way, at: 0)
      return .success(found)
    }
    searches += 1
    return .failure(Problem(reason: reason))
  }

  private func possibleWays(for path: [UInt8]) -> [Way] {
    let flags = path.contains(0x5C) ? [false, true] : [false]
    let text = Self.turned(path)
    let isAbsolute = text.first == 0x2F || text.count > 2 && text[1] == 0x3A && text[2] == 0x2F
    var ways: [Way] = []
    for turns in flags {
      for ending in Self.endings.indices {
        ways += bases.indices.map { Way(base: $0, turnsBackslashes: turns, ending: ending) }
        if path.first == 0x2F { ways.append(Way(base: nil, turnsBackslashes: turns, ending: ending)) }
      }
    }
    guard isAbsolute else { return ways + waysBelowRoot(for: Self.parts(text), turnsBackslashes: flags.count > 1) }
    let depth = min(Self.parts(text).count, 16)
    for dropped in 1..<max(depth, 2) {
      let splits = Self.parts(text).prefix(dropped).compactMap { Split(named: $0) }
      // What lay in `train` is not looked for in `test`.
      for base in bases.indices where Self.split(ofFolder: bases[base]).map(splits.contains) ?? true || splits.isEmpty {
        ways.append(Way(base: base, turnsBackslashes: flags.count > 1, dropped: dropped))
      }
    }
    return ways
  }

  private static func split(ofFolder path: [UInt8]) -> Split? { parts(path).last.flatMap { Split(named: $0) } }

  /// The ways on which the first folders of a relative path stand for the root.
  ///
  /// The first of them must not exist below the root, where another file may be missing; and they must be the same for
  /// all paths, so that `a/1.png` and `b/1.png` are never one file.
  private func waysBelowRoot(for parts: [[UInt8]], turnsBackslashes: Bool) -> [Way] {
    guard hasRoot, parts.count > 1, case .failure(let failure) = FileBytes.kind(of: bases[0] + parts[0]),
      failure.isAbsent
    else { return [] }
    let known = ways.first { !$0.prefix.isEmpty }?.prefix
    // A split stays one: `test/1.png` is not an image of the root `train`.
    let prefixes = (1..<min(parts.count, 16)).map { Array(parts[..<$0]) }
      .prefix { prefix in prefix.last.flatMap { Split(named: $0) } == nil }
    return prefixes.filter { known == nil || known == $0 }.flatMap { prefix in
      Self.endings.indices.map { ending in
        Way(base: 0, turnsBackslashes: turnsBackslashes, dropped: prefix.count, prefix: prefix, ending: ending)
      }
    }
  }

  /// The first folders of listed paths that are not looked for below the root, joined; nil if there are none.
  var dropped: [UInt8]? { (ways.first { !$0.prefix.isEmpty }?.prefix).map { Array($0.joined(separator: [0x2F])) } }

  private static func turned(_ path: [UInt8]) -> [UInt8] { path.map { $0 == 0x5C ? 0x2F : $0 } }

  private func location(_ path: [UInt8], _ way: Way) -> Found? {
    let text = way.turnsBackslashes ? Self.turned(path) : path
    guard way.base != nil || text.first == 0x2F else { return nil }
    var parts = Self.parts(text)
    guard parts.count > way.dropped, parts.starts(with: way.prefix), let name = parts.popLast() else { return nil }
    parts.append(name + Self.endings[way.ending])
    let base = way.base.map { bases[$0] } ?? [0x2F]
    let rest = Array(parts[way.dropped...].joined(separator: [0x2F]))
    return Found(location: base + rest, parts: way.base == nil ? [[]] + parts : parts)
  }

  private func found(_ path: [UInt8], _ way: Way) -> Found? {
    guard case .success(.file) = status(path, way) else { return nil }
    return location(path, way)
  }

  private func status(_ path: [UInt8], _ way: Way) -> Result<FileBytes.Kind, Problem> {
    guard let found = location(path, way) else { return .failure(Problem(reason: "no path")) }
    return FileBytes.kind(of: found.location).mapError { Problem(reason: $0.reasonInSentence) }
  }
}
