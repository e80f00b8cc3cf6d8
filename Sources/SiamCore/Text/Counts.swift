/// Returns a count with its noun, such as `1 file` or `2 files`.
package func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// Returns the first `limit` names, and how many more of `count` there are: `a, b, c and 4 more`.
package func naming(_ names: [String], of count: Int, limit: Int = 3) -> String {
  let shown = names.prefix(limit)
  let more = count - shown.count
  return shown.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
}
