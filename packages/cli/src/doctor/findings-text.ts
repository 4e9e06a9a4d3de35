import { printable } from '@senhasegura-action/job';
import type { Finding } from './finding.js';

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
