import { isKeptByPosixShells } from '@senhasegura-action/job';
import type { ProblemOf } from './format.js';

/** Names that fish (3.6) refuses, fills itself, or prints the value of. */
const FISH = new Set(
  `FISH_VERSION PWD SHLVL _ fish_kill_signal fish_killring fish_pid fish_trace history hostname pipestatus status
  status_generation umask version`.split(/\s+/),
);

const keptBy =
  (shell: string, isKept: (name: string) => boolean): ProblemOf =>
  ({ name }) =>
    isKept(name) ? `${shell} keeps this name for itself. Give it another name with "> NAME".` : undefined;

export const posixNameProblem = keptBy('the shell', isKeptByPosixShells);
export const fishNameProblem = keptBy('fish', (name) => FISH.has(name));
