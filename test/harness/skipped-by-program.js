import { missingIn } from './programs.js';

/**
 * A reporter of Jest: says at the end which programs were missing, and how many tests were skipped for each.
 */
export default class SkippedByProgram {
  /**
   * @param {unknown} _contexts
   * @param {{ readonly testResults: readonly { readonly testResults: readonly Result[] }[] }} results
   */
  onRunComplete(_contexts, { testResults }) {
    const line = skippedLine(testResults.flatMap((file) => file.testResults));
    if (line !== undefined) process.stderr.write(`\n${line}\n`);
  }
}

/** @typedef {{ readonly fullName: string, readonly status: string }} Result */

/**
 * `Skipped: fish 3, busybox 2`, the programs that keep most tests from running first.
 * @param {readonly Result[]} results
 * @returns {string | undefined}
 */
export function skippedLine(results) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  const missing = results.filter(({ status }) => status === 'pending').flatMap(({ fullName }) => missingIn(fullName));
  for (const name of missing) counts.set(name, (counts.get(name) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const parts = [...counts].sort(([, a], [, b]) => b - a).map(([name, count]) => `${name} ${String(count)}`);
  return `Skipped: ${parts.join(', ')}`;
}
