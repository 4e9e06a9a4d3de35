import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * Whether a line of `/proc/<pid>/stat` (proc_pid_stat(5)) is that of a process in the foreground group of its terminal: the
 * group of the process (`pgrp`) is the one that the terminal signals (`tpgid`).
 */
export function statInForeground(stat: string): boolean {
  // The name of the program stands in parentheses, and may hold any character.
  const [, , group, , terminal, foreground] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return terminal !== '0' && group !== undefined && group === foreground;
}

function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

function ownStat(): string | undefined {
  try {
    return readFileSync('/proc/self/stat', 'latin1');
  } catch {
    return undefined;
  }
}

/**
 * Whether the keys of a terminal signal this process, and so also the commands it starts. Exact on Linux; where there is no
 * `/proc`, every process with a terminal is taken to be in its foreground. A Windows console signals all of its processes.
 */
export function inTerminalForeground(): boolean {
  if (process.platform === 'win32') return true;
  const stat = ownStat();
  return stat === undefined ? hasTerminal() : statInForeground(stat);
}
