/** Names that bash (5.2) or dash (0.5.12) refuse, fill themselves, or print the value of; and that of `untraced`. */
const KEPT: ReadonlySet<string> = new Set(
  `BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_COMPAT BASH_LINENO BASH_SOURCE BASH_SUBSHELL
  BASH_VERSINFO BASH_XTRACEFD DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO OPTIND PIPESTATUS PPID
  RANDOM SECONDS SHELLOPTS SRANDOM UID _ senhasegura_options`.split(/\s+/),
);

/** Whether a POSIX shell keeps a name for itself, so that exporting it fails or does not last. */
export const isKeptByPosixShells = (name: string): boolean => KEPT.has(name);
