import { parseSelection } from '../../src/references/parse-selections.js';

/** What is wrong with a line. */
export function problemOf(line: string): string {
  const read = parseSelection(line, 1);
  return 'problem' in read ? read.problem : 'no problem';
}
