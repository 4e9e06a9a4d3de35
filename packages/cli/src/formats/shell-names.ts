import type { ProblemOf } from './format.js';

/** Names that bash (5.2) or dash (0.5.12) refuse, fill themselves, or print the value of; and the file's own. */
const POSIX_SHELLS = new Set(
  `BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_CMDS BASH_COMMAND BASH_COMPAT BASH_LINENO BASH_SOURCE BASH_SUBSHELL
  BASH_VERSINFO BASH_XTRACEFD DIRSTACK EPOCHREALTIME EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD LINENO OPTIND PIPESTATUS PPID
  RANDOM SECONDS SHELLOPTS SRANDOM UID _ senhasegura_options`.split(/\s+/),
);

/** The same of fish (3.6). */
const FISH = new Set(
  `FISH_VERSION PWD SHLVL _ fish_kill_signal fish_killring fish_pid fish_trace history hostname pipestatus status
  status_generation umask version`.split(/\s+/),
);

const keptBy =
  (shell: string, names: ReadonlySet<string>): ProblemOf =>
  ({ name }) =>
    names.has(name) ? `${shell} keeps this name for itself. Give it another name with "> NAME".` : undefined;

export const posixNameProblem = keptBy('the shell', POSIX_SHELLS);
export const fishNameProblem = keptBy('fish', FISH);
