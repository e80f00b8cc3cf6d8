import Foundation
import PackagePlugin

/// Writes the commit being built into a Swift file of the target, before every build.
@main struct CommitStamp: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    // The file is written only when it changes, so that nothing is recompiled unnecessarily.
    let script = """
      unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR
      commit=unknown
      # The folder must be a repository itself, not just lie inside one.
      if [ "$(git -C "$1" rev-parse --show-toplevel 2>/dev/null)" = "$(cd "$1" && pwd -P)" ]; then
        commit=$(git -C "$1" rev-parse --short=12 HEAD 2>/dev/null) || commit=unknown
        changes=$(git --no-optional-locks -C "$1" status --porcelain -- Package.swift Sources Assets 2>/dev/null)
        [ -z "$changes" ] || commit="$commit, modified"
      fi
      code="/// The commit that this program was built from.\\nlet builtCommit = \\"$commit\\""
      [ "$(cat "$2/BuiltCommit.swift" 2>/dev/null)" = "$(printf "$code")" ] || printf "$code\\n" > "$2/BuiltCommit.swift"
      """
    return [
      .prebuildCommand(
        displayName: "Stamping the commit", executable: URL(filePath: "/bin/sh"),
        arguments: ["-c", script, "sh", context.package.directoryURL.path, context.pluginWorkDirectoryURL.path],
        outputFilesDirectory: context.pluginWorkDirectoryURL)
    ]
  }
}
