import type { ExitCode } from '../entry/exit-code.js';

/** What one check of the doctor found. */
export type Finding = { readonly check: string; readonly what: string } & (
  | { readonly status: 'ok' }
  /** Does not concern this authorization. */
  | { readonly status: 'skip' }
  /** Works, and yet should be looked at. */
  | { readonly status: 'warn'; readonly advice: string }
  /** `exit` is the exit code that tells of it. */
  | { readonly status: 'fail'; readonly advice: string; readonly exit: ExitCode }
);

export const ok = (check: string, what: string): Finding => ({ check, status: 'ok', what });

export const skip = (check: string, what: string): Finding => ({ check, status: 'skip', what });

export const warn = (check: string, what: string, advice: string): Finding => ({ check, status: 'warn', what, advice });

export const fail = (check: string, what: string, advice: string, exit: ExitCode): Finding => ({
  check,
  status: 'fail',
  what,
  advice,
  exit,
});

/** Failures end an examination, whose later checks would fail for the same reason. */
export const hasFailed = (findings: readonly Finding[]): boolean => findings.some(({ status }) => status === 'fail');
