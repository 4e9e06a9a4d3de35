import { fitsEnvironment } from '@senhasegura-action/job';

/** One variable to write: a name (`[A-Za-z_][A-Za-z0-9_]*`) and the vault's value, as text. */
export interface Variable {
  readonly name: string;
  readonly value: string;
}

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

/** The forms to mask of all values, each once, none of them empty. */
export function allMaskForms(variables: readonly Variable[], { maskForms }: FormatContext): string[] {
  return [...new Set(variables.flatMap(({ value }) => maskForms(value)))].filter((form) => form !== '');
}

/** Why no process can have this variable in its environment, or `undefined`. */
export function environmentProblem({ name, value }: Variable): string | undefined {
  if (!value.isWellFormed()) {
    return 'the value holds half of a surrogate pair, which no UTF-8 text can hold. Store it as base64 in the vault.';
  }
  if (value.includes('\0')) {
    return 'the value holds a zero byte, which no environment variable can hold. Use "> file:PATH".';
  }
  if (!fitsEnvironment(name, value)) {
    return 'with 128 KiB or more in one variable no later command could start. Use "> file:PATH".';
  }
  return undefined;
}
