import type { Variable } from './variable.js';

/** What a writer gets from outside, so that it stays a pure function. */
export interface FormatContext {
  /** A delimiter that nobody can guess, new at each call: letters, digits and `-`. */
  readonly newDelimiter: () => string;
  /** Every text that a log must not show when it must not show `value`. Short values can have none. */
  readonly maskForms: (value: string) => readonly string[];
}

/** A variable that the writer can't write rightly, and why: a clause that follows the variable's name and a colon. */
export type ProblemOf = (variable: Variable) => string | undefined;

/** How one tool's file is written. */
export interface Format {
  /** The file's first line without its `# `: what the file is and how it is used. `undefined`: the format has no comments. */
  readonly comment: string | undefined;
  /** True where the values end in a process's environment, which can't hold every text. */
  readonly isEnvironment: boolean;
  /** True where two names that differ only in case are one variable. */
  readonly ignoresCase: boolean;
  /** What this format in particular can't hold. */
  readonly problemOf: ProblemOf;
  /** The whole file without its comment. Only ever called with variables that have no problem. */
  readonly write: (variables: readonly Variable[], context: FormatContext) => string;
}

export const noProblem: ProblemOf = () => undefined;
