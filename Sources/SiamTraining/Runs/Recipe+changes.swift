internal import Foundation
public import SiamMessages

extension Recipe {
  /// What may change when a run goes on: its length and what can be set while it runs.
  static let changeable: Set<String> = ["steps", "minutes", "learningRate", "margin", "miner", "evaluation"]

  /// What differs in another recipe, a line each: `learningRate: 0.002, now 0.001`.
  func changes(to other: Recipe) -> [String] {
    let (old, new) = (fields, other.fields)
    return Set(old.keys).union(new.keys).sorted().compactMap { name in
      let (before, after) = (old[name] ?? "none", new[name] ?? "none")
      return before == after ? nil : "\(name): \(before), now \(after)"
    }
  }

  /// Refuses a recipe that a run with this one can't go on with.
  public func checkResuming(as other: Recipe, run: String) throws(ResumeError) {
    let (old, new) = (fields, other.fields)
    for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] && !Self.changeable.contains(name) {
      throw .fixed(run, name: name, has: old[name] ?? "none", asked: new[name] ?? "none")
    }
  }

  /// Each field's JSON by its name.
  private var fields: [String: String] {
    guard let data = try? JSONEncoder().encode(self),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return [:] }
    return object.mapValues { value in
      let text = try? JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed, .sortedKeys])
      return text.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }
}

/// Why a run can't go on.
public enum ResumeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A checkpoint without what training needs.
  case keptTooLittle(String)
  /// Something that a run keeps from its first step to its last.
  case fixed(String, name: String, has: String, asked: String)
  /// The data is not what it was.
  case otherData(String, was: String, now: String)
  /// Another process writes it.
  case busy(String)
  /// There is nothing to go on from, and what is wrong with the newest checkpoint.
  case noCheckpoint(String, String?)

  /// One line: what, where, what to do.
  public var description: String {
    switch self {
    case .keptTooLittle(let path): "\(path): holds a network to be used, not a run to go on with; start a new run"
    case .fixed(let run, let name, let has, let asked):
      "\(run): its \(name) is \(has) and can't become \(asked); start a new run for that"
    case .otherData(let run, let was, let now):
      "\(run): its data is not what it was (fingerprint \(was), now \(now)); give the same images, or start a new run"
    case .busy(let run): "\(run): another siam is writing it; wait for its end, or stop it"
    case .noCheckpoint(let run, let problem):
      "\(run): holds no checkpoint to go on from\(problem.map { " (\($0))" } ?? ""); start a new run"
    }
  }
}
