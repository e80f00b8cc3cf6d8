import ArgumentParser

/// Throws a usage error with `message` unless `condition` holds.
func require(_ condition: Bool, _ message: String) throws(ValidationError) {
  if !condition { throw ValidationError(message) }
}

/// Checks the number of threads given with `--threads`.
func requireThreadCount(_ threads: Int?) throws(ValidationError) {
  try require(threads.map { (1...1024).contains($0) } ?? true, "--threads must be 1 to 1024")
}
