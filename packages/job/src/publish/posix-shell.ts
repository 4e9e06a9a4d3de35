/** Names that bash (5.2) or dash (0.5.12) refuse, fill themselves, or print the value of; and that of `untraced`. */
const KEPT: ReadonlySet<string> = new Set(
  `BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_COMPAT BASH_LINENO BASH_SOURCE BASH_SUBSHELL
  BASH_VERSINFO BASH_XTRACEFD DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO OPTIND PIPESTATUS PPID
  RANDOM SECONDS SHELLOPTS SRANDOM UID _ senhasegura_options`.split(/\s+/),
);

/** Whether a POSIX shell keeps a name for itself, so that exporting it fails or does not last. */
export const isKeptByPosixShells = (name: string): boolean => KEPT.has(name);

/**
 * A word that every POSIX shell reads as exactly `text` (POSIX.1-2024, Shell Command Language, 2.2.2: within single quotes each
 * character is itself). A single quote is the only one that can't stand there.
 */
export function quotePosix(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A command that prints the text and a line end. `echo` would not do: in some shells it reads backslashes. */
export function printLine(text: string): string {
  return `printf '%s\\n' ${quotePosix(text)}`;
}

/**
 * The lines as a file to source, with `set -x` and `set -v` off until its end: a shell that traces prints every value that it
 * sets. The shell's own options come back afterwards.
 */
export function untraced(lines: readonly string[]): string {
  return [
    'senhasegura_options=$-',
    '{ set +xv; } 2>/dev/null',
    ...lines,
    'case $senhasegura_options in *v*x*|*x*v*) set -xv ;; *x*) set -x ;; *v*) set -v ;; esac',
    'unset senhasegura_options',
    '',
  ].join('\n');
}
