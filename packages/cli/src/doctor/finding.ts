import { systemCode } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import type { ExitCode } from '../terminal/exit-code.js';

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

const WIDEST_CHECK = 14;

/** A line for each finding, with advice below those that are not good. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const line = `${finding.status.padEnd(4)}  ${finding.check.padEnd(WIDEST_CHECK)}  ${printable(finding.what)}\n`;
      return 'advice' in finding ? `${line}      ${''.padEnd(WIDEST_CHECK)}  ${printable(finding.advice)}\n` : line;
    })
    .join('');
}

/** The code of an error of Node's, e.g. `ECONNREFUSED`; its message can quote what came over the wire. */
export const errorCode = (error: unknown): string => systemCode(error) ?? 'UNKNOWN';
